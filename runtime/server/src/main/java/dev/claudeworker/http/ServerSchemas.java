package dev.claudeworker.http;

import dev.claudeworker.health.HealthStatus;
import dev.claudeworker.openapi.ObjectSchema;
import dev.claudeworker.openapi.Schema;
import java.util.Arrays;
import java.util.List;

/** The shapes of what the server tells about itself. */
final class ServerSchemas {

  private static final List<String> HEALTH_WORDS =
      Arrays.stream(HealthStatus.values()).map(HealthStatus::word).toList();

  static final Schema HEALTH = ObjectSchema.named("Health", "Whether the server works.")
      .must("status", Schema.text("`ok` or `unavailable`."))
      .must("reason", Schema.text("Why it is not ok.").orNull())
      .must("server", Schema.text("What the program calls itself."))
      .must("version", Schema.text("Version of the program."))
      .must("incarnation", Schema.uuid("New with every start."))
      .open();

  static final Schema HEALTH_REPORT = ObjectSchema.named("HealthReport", "How well each part of the server is.")
      .must("status", Schema.word("The worst of all.", HEALTH_WORDS))
      .must("parts", Schema.map("By name: `database`, `disk`, `memory`, `plugins`, `executors`.",
          ObjectSchema.named("HealthPart", "One part.")
              .must("status", Schema.word("How well it is.", HEALTH_WORDS))
              .must("message", Schema.text("What is the matter."))
              .must("suggestion", Schema.text("What to do; empty if nothing."))
              .must("figures", Schema.anyObject("What was measured."))
              .open()))
      .open();

  static final Schema CONFIGURATION = ObjectSchema.named("Configuration", "The configuration that counts.")
      .must("keys", Schema.list("All keys.", ObjectSchema.unnamed("A key.")
          .must("name", Schema.text("For example `server.port`."))
          .must("value", Schema.any("Its value; null = not set."))
          .must("origin", Schema.text("`flag`, `environment`, `user_file` or `default`."))
          .must("place", Schema.text("The flag, the variable, or file and line."))
          .must("default", Schema.text("What counts if nobody sets it.").orNull())
          .must("description", Schema.text("What it does."))
          .open()))
      .open();

  static final Schema GATES = ObjectSchema.named("Gates", "What is held back.")
      .must("gates", Schema.list("The closed gates.", gate()))
      .open();

  static final Schema SERVER = server();

  static final Schema CHANGE = ObjectSchema.unnamed("What to change.")
      .must("max_workers", Schema.integer("How many tasks may run at once.", 0, 10_000))
      .closed();

  static final Schema STOP = ObjectSchema.unnamed("How to stop.")
      .may("mode", Schema.text("`leave_running` (default): running tasks go on by themselves; `drain`: wait for them; "
          + "`force`: end them.").orNull())
      .may("timeout_seconds", Schema.number("How long to wait; default: `server.stop_timeout`.").orNull())
      .closed();

  static final Schema STOPPING = ObjectSchema.unnamed("The stop has begun.")
      .must("stopping", Schema.truth("Always true."))
      .must("mode", Schema.text("What becomes of running tasks."))
      .must("timeout_seconds", Schema.integer("How long it waits for them."))
      .open();

  static final Schema SCOPE = ObjectSchema.unnamed("What to hold back or let go; nothing = everything.")
      .may("executor", Schema.text("Only tasks of this executor.").orNull())
      .closed();

  private ServerSchemas() {}

  private static Schema gate() {
    return ObjectSchema.named("Gate", "Holds back all tasks of a scope.")
        .must("scope", Schema.text("`all`, `executor` or `account`."))
        .must("key", Schema.text("Which executor or account."))
        .must("code", Schema.text("Why: `paused`, `usage_limit`, `circuit_open`, ..."))
        .must("closed_at", Schema.time("Since when."))
        .must("until", Schema.time("When it opens by itself.").orNull())
        .must("details", Schema.anyObject("What belongs to this code."))
        .open();
  }

  private static Schema server() {
    return ObjectSchema.named("Server", "The running server.")
        .must("name", Schema.text("What the program calls itself."))
        .must("version", Schema.text("Version of the program."))
        .must("spi_version", Schema.text("Version of the interface for plugins."))
        .must("server_id", Schema.text("The same over restarts."))
        .must("incarnation", Schema.uuid("New with every start."))
        .must("pid", Schema.integer("Its process."))
        .must("started_at", Schema.time("When it started."))
        .must("home", Schema.text("Its home directory."))
        .must("trouble", Schema.text("Why it cannot work now.").orNull())
        .must("storage", storage())
        .must("worker", worker())
        .must("tasks", Schema.map("How many tasks are in each state.", Schema.integer("")))
        .must("gates", Schema.list("The closed gates.", gate()))
        .open();
  }

  private static Schema storage() {
    return ObjectSchema.unnamed("What keeps everything.")
        .must("kind", Schema.text("Name of the storage."))
        .must("store_id", Schema.uuid("Which store it is."))
        .must("epoch", Schema.text("First part of stream positions; changes after a restore."))
        .must("schema_version", Schema.text("Version of the schema."))
        .must("details", Schema.map("What else the storage tells.", Schema.text("")))
        .open();
  }

  private static Schema worker() {
    return ObjectSchema.unnamed("Its worker slots.")
        .must("max_workers", Schema.integer("How many tasks may run at once."))
        .must("auto", Schema.truth("Whether the machine decides how many."))
        .must("claiming", Schema.truth("Whether new tasks are started."))
        .must("trouble", Schema.text("Why none are.").orNull())
        .must("running", Schema.list("What runs here.", ObjectSchema.unnamed("A running attempt.")
            .must("task_id", Schema.integer("The task."))
            .must("attempt", Schema.integer("Its number."))
            .must("executor", Schema.text("Who carries it out."))
            .must("since", Schema.time("Since when."))
            .must("adopted", Schema.truth("Whether it was taken over from an earlier server."))
            .must("ending", Schema.text("Why it is being ended.").orNull())
            .open()))
        .open();
  }

  static Schema error(String description) {
    return ObjectSchema.unnamed(description)
        .must("code", Schema.text("Stable."))
        .must("message", Schema.text("What happened and why."))
        .must("suggestion", Schema.text("What to do next."))
        .open();
  }
}
