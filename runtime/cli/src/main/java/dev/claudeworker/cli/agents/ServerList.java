package dev.claudeworker.cli.agents;

import java.util.Optional;

/** Where a program keeps which servers it starts for its agents. */
public interface ServerList {

  /** What became of an order. */
  enum Outcome {
    /** It was not there and is now. */
    ADDED,
    /** It was there otherwise and is now as wanted. */
    REPLACED,
    /** It is as wanted already. */
    UNCHANGED,
    /** It was there and is gone. */
    REMOVED,
    /** It was not there. */
    ABSENT
  }

  /**
   * Enters claude-worker, in place of what is there under its name.
   *
   * @param registration how it is started
   * @return {@code ADDED}, {@code REPLACED} or {@code UNCHANGED}
   * @throws dev.claudeworker.cli.client.CommandFailure if that cannot be done
   * @throws InterruptedException if the wait for another program is interrupted
   */
  Outcome add(Registration registration) throws InterruptedException;

  /**
   * Takes claude-worker out.
   *
   * @return {@code REMOVED} or {@code ABSENT}
   * @throws dev.claudeworker.cli.client.CommandFailure if that cannot be done
   * @throws InterruptedException if the wait for another program is interrupted
   */
  Outcome remove() throws InterruptedException;

  /** Where it is kept, for people. */
  String place();

  /** The copy of the file as it was before this change; empty if none was made. */
  Optional<String> backup();
}
