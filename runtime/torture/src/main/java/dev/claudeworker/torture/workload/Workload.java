package dev.claudeworker.torture.workload;

import dev.claudeworker.torture.history.HistoryFile;
import dev.claudeworker.torture.program.Api;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** Several clients at work on one home, from the making of this to {@link #finish}. */
public final class Workload {

  private final Api api;
  private final HistoryFile history;
  private final ChildProgram program;
  private final Pace pace;
  private final Path directory;
  private final AtomicBoolean over = new AtomicBoolean();
  private final AtomicLong operations = new AtomicLong();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Future<Boolean>> clients = new ArrayList<>();

  private Workload(Path home, HistoryFile history, Pace pace) throws IOException {
    this.api = new Api(home);
    this.history = history;
    this.program = ChildProgram.install(history.path());
    this.pace = pace;
    this.directory = home.resolveSibling("");
  }

  /**
   * Begins.
   *
   * @param home of the server
   * @param history where everything is written down; children run in its folder
   * @param pace how busy it shall be
   * @param seed decides what the clients do
   */
  public static Workload begin(Path home, HistoryFile history, Pace pace, long seed) throws IOException {
    var workload = new Workload(home, history, pace);
    var random = new SplittableRandom(seed);
    for (int i = 0; i < pace.clients(); i++) {
      var client = new Client("c" + i + "s" + seed, random.split(), workload);
      workload.clients.add(workload.threads.submit(client, true));
    }
    return workload;
  }

  /** Lets the clients finish the call they are at, and waits for them. */
  public void finish() throws InterruptedException {
    over.set(true);
    threads.shutdown();
    for (Future<Boolean> client : clients) {
      try {
        client.get();
      } catch (ExecutionException failed) {
        throw new IllegalStateException("a client failed, which proves nothing about the server", failed.getCause());
      }
    }
  }

  /** How many calls were answered. */
  public long answered() {
    return operations.get();
  }

  Api api() {
    return api;
  }

  HistoryFile history() {
    return history;
  }

  ChildProgram program() {
    return program;
  }

  Pace pace() {
    return pace;
  }

  Path directory() {
    return directory;
  }

  AtomicBoolean over() {
    return over;
  }

  AtomicLong operations() {
    return operations;
  }
}
