package dev.claudeworker.plugins;

import dev.claudeworker.spi.tool.LongWork;
import dev.claudeworker.spi.tool.Reply;
import dev.claudeworker.spi.tool.WorkState;
import dev.claudeworker.spi.tool.WorkerApi;
import java.util.Map;
import java.util.Optional;

/** A plugin's long work behind its guard. Whether it is required is asked once. */
record GuardedLongWork(boolean required, LongWork work, PluginGuard guard) implements LongWork {

  static GuardedLongWork of(LongWork work, PluginGuard guard) {
    return new GuardedLongWork(guard.call("whether its work must be followed", work::required), work, guard);
  }

  @Override
  public WorkState look(String name, WorkerApi api) throws InterruptedException {
    return guard.interruptibly("how its work " + name + " stands", () -> work.look(name, api));
  }

  @Override
  public void cancel(String name, WorkerApi api) throws InterruptedException {
    guard.interruptibly("to cancel its work " + name, () -> {
      work.cancel(name, api);
      return Optional.empty();
    });
  }

  @Override
  public void answer(String name, Map<String, Reply> replies, WorkerApi api) throws InterruptedException {
    guard.interruptibly("to take answers for its work " + name, () -> {
      work.answer(name, replies, api);
      return Optional.empty();
    });
  }
}
