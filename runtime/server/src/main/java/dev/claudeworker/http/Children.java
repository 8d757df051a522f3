package dev.claudeworker.http;

import dev.claudeworker.family.Families;
import dev.claudeworker.queue.TaskQueue;
import dev.claudeworker.queue.TaskRequest;
import dev.claudeworker.spi.storage.IdempotencyKey;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Submissions: those of tasks within their bounds, all others as they are. */
record Children(Families families, TaskQueue queue) {

  <T> T submit(Request request, List<TaskRequest> wanted, Optional<IdempotencyKey> key, Supplier<T> submit) {
    Optional<ActingTask> parent = request.acting();
    return parent.isPresent()
        ? families.admit(parent.get().task(), wanted, () -> wasSubmitted(wanted, key), submit)
        : submit.get();
  }

  private boolean wasSubmitted(List<TaskRequest> wanted, Optional<IdempotencyKey> key) {
    return key.isPresent() && !wanted.isEmpty() && queue.wasSubmitted(key.get(), wanted.getFirst());
  }
}
