package dev.claudeworker.security;

/** The guard's answer. */
public sealed interface Verdict {

  /**
   * The request may pass.
   *
   * @param caller who sent it
   */
  record Admitted(Caller caller) implements Verdict {}

  /**
   * The request may not pass.
   *
   * @param refusal why
   */
  record Refused(Refusal refusal) implements Verdict {}
}
