package dev.claudeworker.health;

import dev.claudeworker.json.ObjectBuilder;
import dev.claudeworker.spi.JsonValue.JsonObject;

/** Whether the server's own memory suffices. What tasks use is theirs and the machine's. */
public record MemoryCheck() implements HealthCheck {

  /** In percent of the most that the heap may have. */
  private static final long TOO_FULL = 95;

  private static final long MIB = 1024 * 1024;

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public Finding look() {
    Runtime runtime = Runtime.getRuntime();
    return judge(runtime.totalMemory() - runtime.freeMemory(), runtime.maxMemory());
  }

  static Finding judge(long used, long most) {
    JsonObject figures =
        new ObjectBuilder().put("heap_used_bytes", used).put("heap_max_bytes", most).build();
    String told = used / MIB + " of " + most / MIB + " MB of the heap are used";
    return used * 100 <= most * TOO_FULL
        ? Finding.ok(told + ".", figures)
        : new Finding(HealthStatus.DEGRADED, told + ", garbage that is not collected yet among it.",
            "If this stays so, give the server more memory with CLAUDE_WORKER_SERVER_JAVA_OPTS, for example -Xmx512m.",
            figures);
  }
}
