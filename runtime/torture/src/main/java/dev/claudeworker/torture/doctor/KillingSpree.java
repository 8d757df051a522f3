package dev.claudeworker.torture.doctor;

import dev.claudeworker.torture.program.ServerGone;
import dev.claudeworker.torture.run.FaultPlay;
import dev.claudeworker.torture.run.Rig;
import java.io.IOException;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** Kills until the time is over: the server alone, the server while it starts, server and children together. */
final class KillingSpree implements FaultPlay {

  private static final long LONGEST_LIFE_MS = 2_500;
  private static final long LONGEST_START_MS = 1_500;

  private final long endNanos;
  private final Consumer<String> progress;
  private int servers;
  private int machines;
  private int survived;

  /**
   * Makes one.
   *
   * @param endNanos when the last kill is done at the latest
   * @param progress takes a line for each
   */
  KillingSpree(long endNanos, Consumer<String> progress) {
    this.endNanos = endNanos;
    this.progress = progress;
  }

  @Override
  public void play(Rig rig, RandomGenerator random) throws Exception {
    do {
      Thread.sleep(random.nextLong(LONGEST_LIFE_MS));
      kill(rig, random);
    } while (System.nanoTime() < endNanos);
    Thread.sleep(random.nextLong(LONGEST_LIFE_MS / 2));
  }

  private void kill(Rig rig, RandomGenerator random)
      throws IOException, InterruptedException, ServerGone {
    if (random.nextInt(3) == 0) {
      machines++;
      rig.loseMachine();
    } else {
      servers++;
      rig.killServer();
    }
    int before = 1;
    if (random.nextInt(5) == 0) {
      rig.begin();
      Thread.sleep(random.nextLong(LONGEST_START_MS));
      servers++;
      before++;
      rig.killServer();
    }
    rig.start();
    survived += before;
    progress.accept("kill " + survived + ": works again after " + rig.recoveries().getLast().toMillis() + " ms");
  }

  /** How often the server alone was killed. */
  int servers() {
    return servers;
  }

  /** How often server and children were killed together. */
  int machines() {
    return machines;
  }

  /** After how many of these a server worked again. */
  int survived() {
    return survived;
  }
}
