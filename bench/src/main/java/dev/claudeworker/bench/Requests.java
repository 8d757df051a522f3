package dev.claudeworker.bench;

import dev.claudeworker.queue.TaskRequest;
import dev.claudeworker.queue.TimeOrderedIds;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.task.Priority;
import dev.claudeworker.spi.task.RetryRules;
import dev.claudeworker.spi.task.TaskInput;
import dev.claudeworker.spi.task.TaskOrigin;
import dev.claudeworker.spi.task.TaskSettings;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tasks as a client would submit them. */
final class Requests {

  private static final TimeOrderedIds IDS = new TimeOrderedIds(InstantSource.system(), new SecureRandom());

  private Requests() {}

  static TaskRequest noop() {
    return request(NoopExecutor.NAME, JsonObject.EMPTY);
  }

  static TaskRequest shell(String... command) {
    return request("shell", ShellTask.command(command));
  }

  private static TaskRequest request(String executor, JsonObject options) {
    return new TaskRequest(
        IDS.get(),
        new TaskInput("Do nothing, as quickly as you can.", Optional.empty(), Map.of("LANG", "C.UTF-8")),
        Optional.empty(), executor, options, Optional.empty(), Path.of("/tmp"), Priority.NORMAL, Optional.empty(),
        Optional.empty(), Duration.ZERO, RetryRules.DEFAULT, Optional.empty(), Map.of(), Map.of(),
        TaskSettings.DEFAULT_PROJECT,
        new TaskOrigin("bench", "bench", "bench", Optional.empty(), Optional.empty()), List.of());
  }
}
