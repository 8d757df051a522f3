package dev.claudeworker.security;

/** Who needs a token. */
public enum AuthMode {
  /** Everyone but programs of the server's own user on this machine. */
  LOCAL,
  /** Everyone. */
  TOKEN
}
