package dev.claudeworker.stub;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntFunction;
import java.util.function.Predicate;

/** Remembers requests and lets tests wait for one. */
final class RequestLog {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition added = lock.newCondition();

  /** Guarded by {@link #lock}. */
  private final List<LoggedRequest> requests = new ArrayList<>();

  LoggedRequest add(IntFunction<LoggedRequest> withNumber) {
    lock.lock();
    try {
      LoggedRequest request = withNumber.apply(requests.size() + 1);
      requests.add(request);
      added.signalAll();
      return request;
    } finally {
      lock.unlock();
    }
  }

  List<LoggedRequest> all() {
    lock.lock();
    try {
      return List.copyOf(requests);
    } finally {
      lock.unlock();
    }
  }

  void clear() {
    lock.lock();
    try {
      requests.clear();
    } finally {
      lock.unlock();
    }
  }

  /** The first request that matches, waiting for it at most that long. */
  Optional<LoggedRequest> await(Predicate<LoggedRequest> wanted, Duration atMost)
      throws InterruptedException {
    long left = atMost.toNanos();
    lock.lock();
    try {
      while (true) {
        Optional<LoggedRequest> found = requests.stream().filter(wanted).findFirst();
        if (found.isPresent() || left <= 0) {
          return found;
        }
        left = added.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }
}
