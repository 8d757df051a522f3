package dev.claudeworker.faults;

import static dev.claudeworker.faults.Scenario.BOTH;

import java.util.List;

/** All scenarios. */
final class Scenarios {

  private static final List<String> POSTGRES_ONLY = List.of(Scenario.POSTGRES);

  private static final List<String> H2_ONLY = List.of(Scenario.H2);

  static final List<Scenario> ALL = List.of(
      new Scenario("kill", "kill -9 of the server at 5 random moments, some while it starts", BOTH,
          stage -> Kills.server(stage, 5)),
      new Scenario("kill-50", "kill -9 of the server at 50 random moments, one database", BOTH,
          stage -> Kills.server(stage, 50)),
      new Scenario("adoption", "kill -9 under a running child, 50 times; the child ends only after the next start",
          BOTH,
          stage -> Adoption.play(stage, 50)),
      new Scenario("crash-points", "the server killed at 4 of 16 named places of its code, those of the seed", BOTH,
          Crashes::play),
      new Scenario("machine", "server and children killed together 3 times, all files left", BOTH, Kills::machine),
      new Scenario("power-cut",
          "power lost 5 times: of the database file what was synced, and a random part of the rest",
          H2_ONLY, PowerCuts::play),
      new Scenario("damaged-file", "the file of the database cut or a bit of it turned, 6 times, after a clean end",
          H2_ONLY,
          DamagedFile::play),
      new Scenario("full-disk",
          "the disk of the home full 3 times for some seconds, the server killed the last time; needs root", BOTH,
          FullDisk::play),
      new Scenario("stopped-readers", "10,000 readers of live events that stop reading; then the server killed", BOTH,
          StoppedReaders::play),
      new Scenario("pause", "server stopped by SIGSTOP for 60 s and continued, sometimes killed then", BOTH,
          Kills::pause),
      new Scenario("hostile-children",
          "children deaf to signals, leaving sessions behind, flooding, tearing lines, endless; the server killed twice",
          BOTH, HostileChildren::play),
      new Scenario("clock-jumps", "the server's clock jumps forward by a day, then back by an hour", BOTH,
          ClockJumps::jumps),
      new Scenario("calendar", "the server lives through a change of the hour or a leap day, by seed", BOTH,
          ClockJumps::calendar),
      new Scenario("bad-plugin", "a plugin throws, hangs and leaks; then it calls System.exit", BOTH,
          BadPlugins::guest),
      new Scenario("out-of-memory", "a plugin takes all of the server's memory, twice; the server ends by itself", BOTH,
          BadPlugins::memory),
      new Scenario("database-crash", "PostgreSQL crashed and started again twice, the server goes on", POSTGRES_ONLY,
          DatabaseFaults::crash),
      new Scenario("sessions-ended", "pg_terminate_backend on all sessions of the server 5 times a second, for 6 s",
          POSTGRES_ONLY, DatabaseFaults::terminate),
      new Scenario("no-connections", "all connections of PostgreSQL taken and the server's ended, for 6 s",
          POSTGRES_ONLY,
          DatabaseFaults::exhaust),
      new Scenario("lock-held", "somebody holds an exclusive lock on the table of the event head for 6 s",
          POSTGRES_ONLY,
          DatabaseFaults::lock),
      new Scenario("network-cut", "the connections to PostgreSQL cut 3 times for up to 6 s", POSTGRES_ONLY,
          NetworkFaults::cut),
      new Scenario("half-open", "nothing comes through to PostgreSQL or back for 40 s; a lease holds 20 s",
          POSTGRES_ONLY,
          NetworkFaults::halfOpen),
      new Scenario("slow-network", "2 s of latency to PostgreSQL for 30 s", POSTGRES_ONLY, NetworkFaults::slow),
      new Scenario("answer-lost", "15 commits that PostgreSQL makes and the server does not learn of", POSTGRES_ONLY,
          NetworkFaults::answerLost));

  private Scenarios() {}
}
