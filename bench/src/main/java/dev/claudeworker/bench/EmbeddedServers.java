package dev.claudeworker.bench;

import dev.claudeworker.event.Subscription;
import dev.claudeworker.spi.task.EventTypes;
import dev.claudeworker.spi.task.GateScope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Several servers on one PostgreSQL, their cores in this process. */
final class EmbeddedServers implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final List<EmbeddedCore> cores = new ArrayList<>();

  private EmbeddedServers() {}

  static EmbeddedServers open(Installation program, String database, int servers, int slots) throws Exception {
    var opened = new EmbeddedServers();
    for (int number = 0; number < servers; number++) {
      opened.cores.add(EmbeddedCore.open(program, program.freshHome("server"), slots, database, "server-" + number));
    }
    return opened;
  }

  EmbeddedCore get(int number) {
    return cores.get(number);
  }

  /** Each server submits its part behind a closed gate; the first one opens it and hears of every end. */
  Speed speed(int tasks) throws InterruptedException {
    EmbeddedCore first = cores.getFirst();
    first.queue().pause(GateScope.ALL, EmbeddedCore.BENCH);
    int each = tasks / cores.size();
    for (EmbeddedCore core : cores) {
      core.submit(Requests::noop, each);
    }
    return opened(each * cores.size());
  }

  /** Opens the gate until so many tasks were completed. */
  Speed opened(int tasks) throws InterruptedException {
    EmbeddedCore first = cores.getFirst();
    var left = new CountDownLatch(tasks);
    try (Subscription _ = first.core().events().subscribe(event -> {
      if (event.type().equals(EventTypes.TASK_COMPLETED)) {
        left.countDown();
      }
      return false;
    }, _ -> {
    })) {
      double processorBefore = Machine.processorSeconds();
      long before = System.nanoTime();
      first.queue().unpause(GateScope.ALL, EmbeddedCore.BENCH);
      if (!left.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new IllegalStateException(left.getCount() + " tasks were not completed");
      }
      double seconds = (System.nanoTime() - before) / 1e9;
      return Speed.of(tasks, seconds, Machine.processorSeconds() - processorBefore);
    }
  }

  @Override
  public void close() {
    cores.forEach(EmbeddedCore::close);
  }
}
