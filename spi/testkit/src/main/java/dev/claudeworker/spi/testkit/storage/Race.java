package dev.claudeworker.spi.testkit.storage;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;

/** Runs calls at the same moment, each on a thread of its own. */
final class Race {

  private static final long PATIENCE_SECONDS = 60;

  private Race() {}

  /** The answers, by number of the runner; the first throw of a runner fails the test. */
  static <T> List<T> run(int runners, IntFunction<Callable<T>> calls) throws Exception {
    CyclicBarrier start = new CyclicBarrier(runners);
    ExecutorService threads = Executors.newFixedThreadPool(runners);
    try {
      List<Future<T>> futures = new ArrayList<>();
      for (int runner = 0; runner < runners; runner++) {
        Callable<T> call = calls.apply(runner);
        futures.add(threads.submit(() -> {
          start.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
          return call.call();
        }));
      }
      return answers(futures);
    } finally {
      threads.shutdownNow();
    }
  }

  private static <T> List<T> answers(List<Future<T>> futures) throws InterruptedException, TimeoutException {
    List<T> answers = new ArrayList<>();
    for (Future<T> future : futures) {
      try {
        answers.add(future.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
      } catch (ExecutionException thrown) {
        throw new AssertionError("a thread of the test failed", thrown.getCause());
      }
    }
    return answers;
  }
}
