package dev.claudeworker.faults;

import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.torture.run.Outcome;
import dev.claudeworker.torture.run.Rig;
import dev.claudeworker.torture.run.Run;
import dev.claudeworker.torture.workload.Pace;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.random.RandomGenerator;

/**
 * The disk of the home, with the database of H2, the attempts and the logs, becomes full, and somebody makes room again. It is a small
 * file system in memory.
 */
final class FullDisk implements AutoCloseable {

  private static final int ROUNDS = 3;
  private static final String SIZE = "size=96m";
  private static final int PIECE_BYTES = 4_096;

  private final Path mounted;

  private FullDisk(Path mounted) {
    this.mounted = mounted;
  }

  static Outcome play(Stage stage) throws Exception {
    JsonObject settings =
        Settings.of(stage).with("resources", JsonObject.EMPTY.with("min_free_disk", 0));
    try (var disk = mount(Files.createDirectories(stage.folder().resolve("home")));
        var rig = new Rig(stage.program(), stage.folder(), settings)) {
      return Run.of(rig, Pace.USUAL, stage.seed(), (running, random) -> disk.play(running, random));
    }
  }

  private static FullDisk mount(Path folder) throws IOException, InterruptedException {
    run("mount", "-t", "tmpfs", "-o", SIZE, "tmpfs", folder.toString());
    return new FullDisk(folder);
  }

  private void play(Rig rig, RandomGenerator random) throws Exception {
    for (int round = 1; round <= ROUNDS; round++) {
      Thread.sleep(random.nextLong(1_000, 3_000));
      rig.fault("the disk is full", false);
      Path filler = fill();
      Thread.sleep(random.nextLong(2_000, 6_000));
      boolean killed = round == ROUNDS;
      if (killed) {
        rig.killServer();
      }
      Files.delete(filler);
      if (killed) {
        rig.start();
      }
    }
  }

  private Path fill() throws IOException {
    Path filler = mounted.resolve("filler");
    var piece = ByteBuffer.allocate(PIECE_BYTES);
    try (var file = FileChannel.open(filler, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      while (true) {
        file.write(piece.rewind());
      }
    } catch (IOException _) {
      return filler;
    }
  }

  private static void run(String... words) throws IOException, InterruptedException {
    int code = new ProcessBuilder(words).inheritIO().start().waitFor();
    if (code != 0) {
      throw new IOException(String.join(" ", words) + " ended with " + code + "; only root may do that");
    }
  }

  @Override
  public void close() throws IOException {
    try {
      run("umount", "--lazy", mounted.toString());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
