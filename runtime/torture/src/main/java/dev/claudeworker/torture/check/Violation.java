package dev.claudeworker.torture.check;

/**
 * A promise that was not kept.
 *
 * @param promise which
 * @param task the key of the task
 * @param what what happened
 */
public record Violation(Promise promise, String task, String what) {

  @Override
  public String toString() {
    return promise.words() + ": task " + task + " " + what;
  }
}
