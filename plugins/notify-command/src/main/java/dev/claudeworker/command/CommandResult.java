package dev.claudeworker.command;

/** How a program ended. */
public sealed interface CommandResult {

  /**
   * It ended by itself.
   *
   * @param exitCode its exit code
   */
  record Exited(int exitCode) implements CommandResult {}

  /** Its time was over and it was ended. */
  record TimedOut() implements CommandResult {}

  /**
   * It could not be started.
   *
   * @param reason why
   */
  record NotStarted(String reason) implements CommandResult {}

  /** Whether it ended by itself and well. */
  default boolean isSuccess() {
    return this instanceof Exited(int exitCode) && exitCode == 0;
  }

  /**
   * The words for people.
   *
   * @return what follows the program's name, for example {@code exited with 1}
   */
  default String text() {
    return switch (this) {
      case Exited(int exitCode) -> "exited with " + exitCode;
      case TimedOut() -> "did not end in time";
      case NotStarted(String reason) -> "could not be started (" + reason + ")";
    };
  }
}
