package dev.claudeworker.http;

/** Who may use a route. */
public enum Access {
  /** Anyone who reaches the port. */
  OPEN,
  /** Who the guard knows. */
  KNOWN
}
