package dev.claudeworker;

import dev.claudeworker.spi.ErrorCode;
import dev.claudeworker.spi.WorkerException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Which factory offers which executors, so that those named by the configuration come and go with it and take no other's name. */
final class OfferedExecutors {

  private static final ErrorCode TAKEN = ErrorCode.configuration("executor_name_taken");

  private final PluginExecutors executors;
  private final Supplier<? extends Iterable<String>> factories;

  private final ReentrantLock lock = new ReentrantLock();

  /** Executor to factory. Guarded by the lock. */
  private final Map<String, String> owners = new HashMap<>();

  OfferedExecutors(PluginExecutors executors, Supplier<? extends Iterable<String>> factories) {
    this.executors = executors;
    this.factories = factories;
  }

  void add(ConfiguredExecutors offered) {
    lock.lock();
    try {
      offered.executors().forEach(executor -> refuseTaken(offered.factory(), executor.name()));
      Set<String> before = namesOf(offered.factory());
      for (PluginExecutors.Configured executor : offered.executors()) {
        owners.put(executor.name(), offered.factory());
        executors.add(executor);
        before.remove(executor.name());
      }
      before.forEach(this::letGo);
    } finally {
      lock.unlock();
    }
  }

  void remove(String factory) {
    lock.lock();
    try {
      List.copyOf(namesOf(factory)).forEach(this::letGo);
    } finally {
      lock.unlock();
    }
  }

  private void letGo(String name) {
    owners.remove(name);
    executors.remove(name);
  }

  private Set<String> namesOf(String factory) {
    Set<String> names = new HashSet<>();
    owners.forEach((name, owner) -> {
      if (owner.equals(factory)) {
        names.add(name);
      }
    });
    return names;
  }

  private void refuseTaken(String factory, String name) {
    boolean ofAFactory = false;
    for (String known : factories.get()) {
      ofAFactory |= known.equals(name) && !name.equals(factory);
    }
    if (ofAFactory || !owners.getOrDefault(name, factory).equals(factory)) {
      throw new WorkerException(TAKEN,
          "the executor '" + name + "' of '" + factory + "' has a name that another one has",
          "Give it another name in the configuration.");
    }
  }
}
