package dev.claudeworker.torture.run;

import java.util.random.RandomGenerator;

/** Breaks something, again and again, while clients are at work. */
@FunctionalInterface
public interface FaultPlay {

  /**
   * Plays. Begins and ends with a server that works.
   *
   * @param rig what is broken
   * @param random decides when
   */
  void play(Rig rig, RandomGenerator random) throws Exception;
}
