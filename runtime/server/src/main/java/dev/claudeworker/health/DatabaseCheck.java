package dev.claudeworker.health;

import dev.claudeworker.json.ObjectBuilder;
import dev.claudeworker.queue.TaskReader;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.storage.StorageInfo;
import dev.claudeworker.worker.Worker;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * Whether the storage answers, and whether the worker can work with it.
 *
 * @param queue reads it
 * @param worker says what keeps it from claiming
 */
public record DatabaseCheck(TaskReader queue, Worker worker) implements HealthCheck {

  @Override
  public String name() {
    return "database";
  }

  @Override
  public Finding look() {
    long begun = System.nanoTime();
    long tasks = queue.counts().values().stream().mapToLong(Long::longValue).sum();
    long micros = (System.nanoTime() - begun) / 1_000;
    StorageInfo info = queue.storage();
    JsonObject figures = new ObjectBuilder()
        .put("kind", info.kind())
        .put("answer_ms", BigDecimal.valueOf(micros, 3))
        .put("tasks", tasks)
        .build();
    Optional<String> trouble = worker.status().trouble();
    return trouble.isPresent()
        ? new Finding(HealthStatus.FAILED, trouble.get(), "Look at the server's log; it goes on by itself once the "
            + "storage works again.", figures)
        : Finding.ok("The storage answers.", figures);
  }
}
