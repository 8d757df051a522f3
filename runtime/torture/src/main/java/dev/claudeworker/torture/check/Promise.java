package dev.claudeworker.torture.check;

/** What is promised, in the order of the page of promises. */
public enum Promise {
  /** An acknowledged task is never lost, and is there once. */
  KEPT("acknowledged task kept"),
  /** At most one child of a task lives. */
  ONE_AT_A_TIME("one attempt at a time"),
  /** A running child survives the server, and its result is recorded once. */
  SURVIVES("child survives and is recorded once"),
  /** Every task comes to its end, and none is called completed that did not run. */
  ENDS("runs to its end"),
  /** A final state stays. */
  FINAL("final state stays"),
  /** A dependent never starts before its dependencies allow it. */
  ORDER("dependencies first"),
  /** A cancelled task never starts afterwards. */
  CANCELLED("cancelled never starts"),
  /** A waiting task can say why. */
  REASON("waiting has a reason");

  private final String words;

  Promise(String words) {
    this.words = words;
  }

  /** Its name for people. */
  public String words() {
    return words;
  }
}
