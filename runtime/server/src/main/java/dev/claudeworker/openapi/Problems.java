package dev.claudeworker.openapi;

/** The shape of what is told when something went wrong. */
final class Problems {

  static final Schema SCHEMA = ObjectSchema.named("Problem", "What went wrong, in the form of RFC 9457.")
      .must("type", Schema.text("A URN made of the code."))
      .must("title", Schema.text("The code in words."))
      .must("status", Schema.integer("The HTTP status.", 400, 599))
      .must("code", Schema.text("Stable; go by it in programs."))
      .must("detail", Schema.text("What happened and why."))
      .must("suggestion", Schema.text("What to do next."))
      .must("errors", Schema.list("The places of the request that are wrong.", ObjectSchema.unnamed("One place.")
          .must("pointer", Schema.text("JSON pointer into the body; `?name` for a parameter of the query."))
          .must("detail", Schema.text("What is wrong and what is allowed."))
          .open()))
      .open();

  private Problems() {}
}
