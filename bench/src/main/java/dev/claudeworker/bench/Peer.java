package dev.claudeworker.bench;

/** A queue that several servers share on one PostgreSQL. */
interface Peer {

  /** What it is called, with its version and the settings that matter. */
  String name();

  /**
   * How fast it completes tasks that do nothing, durably, from the moment at which all of them are in its queue. Others were
   * completed before, so that it is warm.
   *
   * @param database an empty one
   * @param crew how many servers with how many slots, and how many tasks
   */
  Speed speed(String database, Crew crew) throws Exception;

  /**
   * Who works.
   *
   * @param servers how many
   * @param slots worker threads of each
   * @param warmUp tasks before
   * @param tasks tasks that are measured
   */
  record Crew(int servers, int slots, int warmUp, int tasks) {}
}
