package dev.claudeworker.loop;

/** Waiting for a thread that will end. */
public final class Joining {

  private Joining() {}

  /** Waits until the thread has ended; an interrupt is kept for later. */
  public static void join(Thread thread) {
    boolean interrupted = false;
    while (true) {
      try {
        thread.join();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
