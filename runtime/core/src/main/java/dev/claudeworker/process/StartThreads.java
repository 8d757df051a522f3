package dev.claudeworker.process;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads on which processes are started. Starting one takes milliseconds in native code, which would hold a carrier of
 * the virtual threads: as many starts at once as the machine has processors would stop everything else. The threads go away
 * when nothing is started.
 */
final class StartThreads implements AutoCloseable {

  /** Starts per second stop rising between 4 and 16 at once (measured on 2 processors). */
  private static final int AT_ONCE = 8;

  private static final int KEPT_SECONDS = 10;

  private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
      AT_ONCE,
      AT_ONCE,
      KEPT_SECONDS,
      TimeUnit.SECONDS,
      new LinkedBlockingQueue<>(),
      Thread.ofPlatform().daemon().name("start-child-", 1).factory());

  StartThreads() {
    threads.allowCoreThreadTimeOut(true);
  }

  /** Starts it. An interrupt is kept for later: a process that was started must not be forgotten. */
  Process start(ProcessBuilder process) throws IOException {
    Callable<Process> start = process::start;
    var started = threads.submit(start);
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return get(started);
        } catch (InterruptedException later) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static Process get(Future<Process> started) throws IOException, InterruptedException {
    try {
      return started.get();
    } catch (ExecutionException failed) {
      switch (failed.getCause()) {
        case IOException refused -> throw refused;
        case RuntimeException fault -> throw fault;
        case null, default -> throw new IllegalStateException("the start of a process failed", failed.getCause());
      }
    }
  }

  @Override
  public void close() {
    threads.close();
  }
}
