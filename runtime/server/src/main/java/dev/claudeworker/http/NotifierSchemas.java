package dev.claudeworker.http;

import dev.claudeworker.openapi.ObjectSchema;
import dev.claudeworker.openapi.Operation;
import dev.claudeworker.openapi.Schema;

/** What the routes of notifiers do. */
final class NotifierSchemas {

  static final Operation LIST = Operation.of("All notifiers")
      .answers(200, "The notifiers.", ObjectSchema.unnamed("All notifiers, used or not.")
          .must("notifiers", Schema.list("The notifiers.", notifier()))
          .open());

  static final Operation TEST = Operation.of("Send a test notification")
      .detail("Waits for what becomes of it. That a notifier fails is an answer, not a problem.")
      .optionalBody(ObjectSchema.unnamed("Nothing.").closed())
      .answers(200, "What became of it.", ObjectSchema.unnamed("What became of a test notification.")
          .must("name", Schema.text("The notifier."))
          .must("delivered", Schema.truth("Whether somebody was told."))
          .must("details", Schema.text("How, or why not."))
          .must("error", ServerSchemas.error("Why it failed.").orNull())
          .open())
      .refuses(404, "notifier_not_found", "no plugin provides it.")
      .refuses(409, "notifier_not_used", "the configuration does not ask for it, or it could not be made.");

  private NotifierSchemas() {}

  private static Schema notifier() {
    return ObjectSchema.named("Notifier", "Tells people what became of their tasks.")
        .must("name", Schema.text("Its name."))
        .must("plugin", Schema.text("The plugin that offers it."))
        .must("state", Schema.text("`active`, `unused` or `failed`."))
        .must("reason", Schema.text("Why it is not active.").orNull())
        .must("hanging", Schema.truth("Whether a call neither returns nor reacts to interruption."))
        .must("waiting", Schema.integer("How many notifications wait for it."))
        .must("told", Schema.integer("How many were delivered since the start."))
        .must("declined", Schema.integer("How many it did not want."))
        .must("failed", Schema.integer("How many failed."))
        .must("dropped", Schema.integer("How many were dropped before their turn came."))
        .must("last_error", Schema.text("What the last failure was; null once it works again.").orNull())
        .open();
  }
}
