package dev.claudeworker.faults;

import dev.claudeworker.faults.guest.BadGuest;
import dev.claudeworker.spi.WorkerPlugin;
import dev.claudeworker.torture.check.Promise;
import dev.claudeworker.torture.run.Outcome;
import dev.claudeworker.torture.run.Rig;
import dev.claudeworker.torture.run.Run;
import dev.claudeworker.torture.workload.Pace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.jar.JarOutputStream;
import java.util.random.RandomGenerator;
import java.util.zip.ZipEntry;

/** A plugin that throws, hangs, leaks, and takes the server down: by System.exit, or by all of its memory. */
final class BadPlugins {

  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final int LEAKS = 10;
  private static final int ENDED_WITHOUT_MEMORY = 3;

  private BadPlugins() {}

  /** A fault of a plugin, with a server that works before. */
  private interface Play {
    void play(Rig rig, Probes probes, RandomGenerator random) throws Exception;
  }

  /** The server goes on with a plugin that throws, hangs and leaks, ends in time, and is found again after System.exit. */
  static Outcome guest(Stage stage) throws Exception {
    return play(stage, (rig, probes, random) -> {
      rig.fault("a plugin throws, hangs and leaks", false);
      submit(rig, probes, "throw", "failed");
      submit(rig, probes, "hang", "failed");
      for (int i = 0; i < LEAKS; i++) {
        submit(rig, probes, "leak-" + i, "completed");
      }
      probes.settle(PATIENCE);
      rig.fault("stopped with the plugin's threads in it", false);
      rig.server().signal("TERM");
      if (!rig.server().awaitEnd(PATIENCE)) {
        probes.report(Promise.ENDS, "server", "does not end when it is asked to");
        rig.server().kill();
      }
      rig.start();
      Thread.sleep(random.nextLong(500, 2_000));
      rig.fault("a plugin calls System.exit", false);
      endServer(rig, probes, "exit");
    });
  }

  /** The server ends by itself when its memory is used up. */
  static Outcome memory(Stage stage) throws Exception {
    return play(stage, (rig, probes, random) -> {
      for (int i = 1; i <= 2; i++) {
        Thread.sleep(random.nextLong(500, 2_000));
        rig.fault("a plugin takes all memory", false);
        endServer(rig, probes, "fill-" + i);
        if (i == 1) {
          rig.start();
        }
      }
    });
  }

  private static void endServer(Rig rig, Probes probes, String prompt) throws Exception {
    submit(rig, probes, prompt, "completed");
    if (!rig.server().awaitEnd(PATIENCE)) {
      probes.report(Promise.ENDS, prompt, "neither ended the server nor let it go on");
      rig.server().kill();
    } else if (prompt.startsWith("fill") && rig.server().exitCode() != ENDED_WITHOUT_MEMORY) {
      throw new IOException("the server ended with " + rig.server().exitCode() + ": " + rig.server().lastWords());
    }
  }

  private static void submit(Rig rig, Probes probes, String prompt, String end) throws Exception {
    String key = "guest-" + prompt + "-";
    String what = prompt.split("-", 2)[0];
    probes.submit(
        key, Probes.document(rig, key, BadGuest.NAME, what + " " + key + " " + rig.history().path())
            .with("priority", 100)
            .with("timeout_seconds", Probes.seconds(what.equals("hang") ? "2" : "0")),
        end);
  }

  private static Outcome play(Stage stage, Play play) throws Exception {
    try (var rig = new Rig(stage.program(), stage.folder(), Settings.of(stage))) {
      install(rig);
      var probes = new Probes(rig);
      return Run.of(rig, Pace.USUAL, stage.seed(), (running, random) -> {
        play.play(running, probes, random);
        running.start();
        probes.settle(PATIENCE);
      }).with(probes.violations());
    }
  }

  private static void install(Rig rig) throws IOException {
    Path plugins = Files.createDirectories(rig.home().resolve("plugins"));
    try (var jar = new JarOutputStream(Files.newOutputStream(plugins.resolve("bad-guest-1.0.0.jar")))) {
      AgentJar.add(jar, BadGuest.class);
      jar.putNextEntry(new ZipEntry("META-INF/services/" + WorkerPlugin.class.getName()));
      jar.write(BadGuest.class.getName().getBytes(StandardCharsets.UTF_8));
    }
  }
}
