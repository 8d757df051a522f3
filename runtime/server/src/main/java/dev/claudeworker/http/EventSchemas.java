package dev.claudeworker.http;

import dev.claudeworker.openapi.ObjectSchema;
import dev.claudeworker.openapi.Schema;

/** The shapes of events and log lines. */
final class EventSchemas {

  static final Schema EVENT = ObjectSchema.named("Event", "Something that happened; durable.")
      .must("sequence", Schema.integer("Its number: one more than that of the event before."))
      .must("type", Schema.text("For example `task.completed`; skip types that you do not know."))
      .must("type_version", Schema.integer("Changes when the meaning of `data` does."))
      .must("project", Schema.text("What it belongs to."))
      .must("actor", Schema.text("Who did it: a user, `token`, or `server:<id>`."))
      .must("task_id", Schema.integer("The task it is about.").orNull())
      .must("attempt", Schema.integer("The attempt it is about.").orNull())
      .must("orchestration_id", Schema.integer("The orchestration it is about.").orNull())
      .must("correlation_id", Schema.text("X-Correlation-Id of the request that began it."))
      .must("at", Schema.time("When."))
      .must("data", Schema.anyObject("What belongs to this type."))
      .open();

  static final Schema PAGE = ObjectSchema.unnamed("Events in the order of their numbers.")
      .must("events", Schema.list("The events.", EVENT))
      .must("next_after", Schema.text("Give it as `after` for the next page; null = this was the last.").orNull())
      .must("head", Schema.text("Position of the newest event; follow from here."))
      .open();

  static final Schema LOG_LINE = ObjectSchema.named("LogLine", "A line of an attempt's log.")
      .must("attempt", Schema.integer("The attempt."))
      .must("at", Schema.time("When."))
      .must("level", Schema.text("`summary` or `detailed`."))
      .must("text", Schema.text("What it says."))
      .open();

  static final Schema LOG_PAGE = ObjectSchema.unnamed("Lines of one attempt's log.")
      .must("attempt", Schema.integer("The attempt."))
      .must("lines", Schema.list("The lines.", LOG_LINE))
      .must("offset", Schema.integer("Give it as `offset` to read on."))
      .open();

  static final Schema STREAM = Schema.text(
      "Server-sent events. `event` is the type, `id` a position to go on from, `data` one JSON document; comments and "
          + "events without data are signs of life.");

  private EventSchemas() {}
}
