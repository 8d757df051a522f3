package dev.claudeworker.bench;

import dev.claudeworker.scratch.ScratchPostgres;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Tasks per second of several servers on one PostgreSQL, beside other queues with the same number of worker threads. */
final class Peers implements Measurement {

  private static final int SLOTS = 16;

  /** Of all servers together, of each queue. */
  private static final String CONNECTIONS = "max_connections=300";

  private final int tasks;
  private final int warmUp;
  private final int rounds;
  private final List<Integer> sizes;

  Peers(Scale scale) {
    tasks = scale.of(Integer.getInteger("bench.tasks", 10_000), 500);
    warmUp = scale.of(3_000, 100);
    rounds = scale.of(Integer.getInteger("bench.rounds", 3), 1);
    sizes = scale.small() ? List.of(2) : List.of(1, 2, 4, 5);
  }

  private record Speeds(Samples perSecond, Samples processorMillis) {

    void add(Speed speed) {
      perSecond.add(speed.perSecond());
      processorMillis.add(speed.processorMillis());
    }

    String text() {
      return Report.text(perSecond.median(), "tasks/s") + ", "
          + Report.text(processorMillis.median(), "ms of a processor for each");
    }
  }

  /** This program, as a queue among others. */
  private record Ours(Installation program) implements Peer {

    @Override
    public String name() {
      return "claude-worker";
    }

    @Override
    public Speed speed(String database, Crew crew) throws Exception {
      try (var servers = EmbeddedServers.open(program, database, crew.servers(), crew.slots())) {
        servers.speed(crew.warmUp());
        return servers.speed(crew.tasks());
      }
    }
  }

  @Override
  public void measure(Installation program, Report report) throws Exception {
    Optional<Path> installed = ScratchPostgres.installed();
    if (installed.isEmpty()) {
      report.figure("left out", "no PostgreSQL is installed");
      return;
    }
    List<Peer> java = List.of(new DbSchedulerPeer(), new JobRunrPeer());
    var graphile = new GraphilePeer(Path.of(System.getProperty("bench.peers", "")));
    List<Peer> all = new ArrayList<>();
    all.add(new Ours(program));
    all.addAll(java);
    if (graphile.installed()) {
      all.add(graphile);
    } else {
      report.figure(graphile.name(), "left out: npm did not install it");
    }
    try (var postgres = ScratchPostgres.durable(installed.get(), program.scratch(), CONNECTIONS)) {
      for (int servers : sizes) {
        compare(all, java, measured(all, postgres, servers), servers, report);
      }
    }
  }

  /** Round by round, so that a load that comes or goes meets all of them. */
  private Map<String, Speeds> measured(List<Peer> peers, ScratchPostgres postgres, int servers) throws Exception {
    Map<String, Speeds> measured = new LinkedHashMap<>();
    for (int round = 0; round < rounds; round++) {
      for (Peer peer : peers) {
        Speed speed = peer.speed(postgres.createDatabase(), new Peer.Crew(servers, SLOTS, warmUp, tasks));
        measured.computeIfAbsent(peer.name(), _ -> new Speeds(new Samples(), new Samples())).add(speed);
      }
    }
    return measured;
  }

  private static void compare(
      List<Peer> all, List<Peer> java, Map<String, Speeds> measured, int servers, Report report) {
    String crew = servers + " x " + SLOTS + " slots, ";
    double ours = of(measured, all.getFirst()).perSecond().median();
    report.figure(crew + all.getFirst().name(), of(measured, all.getFirst()).text());
    for (Peer peer : all.subList(1, all.size())) {
      Speeds other = of(measured, peer);
      report.figure(crew + peer.name(), other.text() + "; ours is %.2f x".formatted(ours / other.perSecond().median()));
    }
    double fastest = java.stream().mapToDouble(peer -> of(measured, peer).perSecond().median()).max().orElseThrow();
    report.atLeast(crew + "ours against the fastest Java queue: ratio", ours / fastest, 1, "x");
  }

  private static Speeds of(Map<String, Speeds> measured, Peer peer) {
    return Objects.requireNonNull(measured.get(peer.name()));
  }
}
