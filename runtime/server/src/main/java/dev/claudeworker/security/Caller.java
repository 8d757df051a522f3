package dev.claudeworker.security;

import java.util.Optional;

/**
 * Who sent a request.
 *
 * @param name name of the operating-system user, {@code token}, or {@code task-7}
 * @param grant the attempt that acts, if a task does; it may do little
 */
public record Caller(String name, Optional<TaskGrant> grant) {

  /** Whoever shows the token of this installation. */
  public static final Caller TOKEN = new Caller("token");

  /** Whoever asks for what is open to all. */
  public static final Caller ANYONE = new Caller("anyone");

  /** A person or a program of a person. */
  public Caller(String name) {
    this(name, Optional.empty());
  }

  /** The user that this process belongs to. */
  public static Caller ofThisProcess() {
    return new Caller(System.getProperty("user.name", "user"));
  }

  /** A task that acts for itself. */
  static Caller task(TaskGrant grant) {
    return new Caller("task-" + grant.task(), Optional.of(grant));
  }
}
