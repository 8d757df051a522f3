package dev.claudeworker.faults;

import dev.claudeworker.faults.TcpProxy.Mode;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.torture.run.Outcome;
import dev.claudeworker.torture.run.Rig;
import dev.claudeworker.torture.run.Run;
import dev.claudeworker.torture.workload.Pace;
import java.util.random.RandomGenerator;

/** What happens between the server and PostgreSQL; both go on. */
final class NetworkFaults {

  private static final int LOST_ANSWERS = 15;

  private NetworkFaults() {}

  private interface Play {
    void play(Rig rig, TcpProxy proxy, RandomGenerator random) throws Exception;
  }

  /** Ends all connections and lets none through, three times for a while that is shorter than a lease. */
  static Outcome cut(Stage stage) throws Exception {
    return play(stage, (rig, proxy, random) -> {
      for (int i = 0; i < 3; i++) {
        Thread.sleep(random.nextLong(500, 2_000));
        rig.fault("the network is cut", false);
        proxy.mode(Mode.CUT);
        Thread.sleep(random.nextLong(1_000, 6_000));
        proxy.mode(Mode.PASS);
      }
    });
  }

  /** Connections stay open and nothing comes through, for longer than a lease: children are ended by their guard. */
  static Outcome halfOpen(Stage stage) throws Exception {
    return play(stage, (rig, proxy, random) -> {
      Thread.sleep(random.nextLong(500, 2_000));
      rig.fault("nothing comes through", true);
      proxy.mode(Mode.SILENT);
      Thread.sleep(40_000);
      proxy.mode(Mode.CUT);
      Thread.sleep(500);
      proxy.mode(Mode.PASS);
      // Children that had been ended by now, and began after the first line.
      rig.fault("the network is whole again", true);
      Thread.sleep(5_000);
    });
  }

  /** Two seconds from a question to its answer. */
  static Outcome slow(Stage stage) throws Exception {
    return play(stage, (rig, proxy, random) -> {
      Thread.sleep(random.nextLong(500, 2_000));
      rig.fault("two seconds of latency", true);
      proxy.mode(Mode.SLOW);
      Thread.sleep(30_000);
      proxy.mode(Mode.PASS);
      rig.fault("no latency", true);
      Thread.sleep(3_000);
    });
  }

  /** The database commits, and the server never learns of it. */
  static Outcome answerLost(Stage stage) throws Exception {
    return play(stage, (rig, proxy, random) -> {
      for (int i = 0; i < LOST_ANSWERS; i++) {
        Thread.sleep(random.nextLong(200, 1_200));
        rig.fault("the answer of a commit is lost", false);
        proxy.mode(Mode.ANSWER_LOST);
      }
      Thread.sleep(1_000);
    });
  }

  private static Outcome play(Stage stage, Play play) throws Exception {
    int port = stage.postgres().orElseThrow().port();
    try (var proxy = new TcpProxy(port)) {
      JsonObject settings = through(Settings.of(stage), port, proxy.port());
      try (var rig = new Rig(stage.program(), stage.folder(), settings)) {
        return Run.of(rig, Pace.USUAL, stage.seed(), (running, random) -> {
          play.play(running, proxy, random);
          proxy.mode(Mode.PASS);
        });
      }
    }
  }

  private static JsonObject through(JsonObject settings, int port, int proxy) {
    JsonObject storage = (JsonObject) settings.get("storage").orElseThrow();
    String address = storage.text("database").orElseThrow().replace(":" + port + "/", ":" + proxy + "/");
    return settings.with("storage", storage.with("database", address));
  }
}
