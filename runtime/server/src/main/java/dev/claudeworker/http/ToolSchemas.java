package dev.claudeworker.http;

import dev.claudeworker.openapi.ObjectSchema;
import dev.claudeworker.openapi.Operation;
import dev.claudeworker.openapi.Schema;

/** What the routes of tools do. */
final class ToolSchemas {

  static final Operation LIST = Operation.of("All tools")
      .detail("The tools that agents see: those of the product, of plugins, and the user's own.")
      .answers(200, "The tools.", ObjectSchema.unnamed("All tools.")
          .must("tools", Schema.list("The tools.", tool()))
          .must("problems", Schema.list("What keeps tools from being there.", Schema.text("A sentence.")))
          .open());

  static final Operation CALL = Operation.of("Call a tool")
      .detail("Waits for the result. That a tool fails is a result with `isError`, not a problem.")
      .optionalBody(ObjectSchema.unnamed("What the tool is given.")
          .may("arguments", Schema.anyObject("Arguments that fit its input schema."))
          .closed())
      .header("Idempotency-Key", "Handed to the tool, which then creates what it creates only once.")
      .answers(200, "The result.", ObjectSchema.unnamed("The result of a call.")
          .must("content", Schema.list("What a model reads.", Schema.anyObject("A piece of content.")))
          .must("isError", Schema.truth("Whether the call failed."))
          .may("structuredContent", Schema.any("The same for programs."))
          .open())
      .refuses(404, "tool_not_found", "there is no tool of this name.");

  private ToolSchemas() {}

  private static Schema tool() {
    return ObjectSchema.named("Tool", "Something that an agent can call.")
        .must("name", Schema.text("Its name."))
        .must("title", Schema.text("The same for people."))
        .must("description", Schema.text("When to use it and what comes back."))
        .must("inputSchema", Schema.anyObject("JSON Schema of the arguments."))
        .may("outputSchema", Schema.anyObject("JSON Schema of the structured result."))
        .must("annotations", Schema.anyObject("What clients may rely on."))
        .must("plugin", Schema.text("The plugin that offers it."))
        .open();
  }
}
