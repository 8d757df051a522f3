package dev.claudeworker.security;

/**
 * Who sent a request.
 *
 * @param name name of the operating-system user, or {@code token}
 */
public record Caller(String name) {

  /** Whoever shows the token of this installation. */
  public static final Caller TOKEN = new Caller("token");

  /** Whoever asks for what is open to all. */
  public static final Caller ANYONE = new Caller("anyone");
}
