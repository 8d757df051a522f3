package dev.claudeworker.plugin.mcptools;

import dev.claudeworker.spi.JsonCodec;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.tool.LongWork;
import dev.claudeworker.spi.tool.Tool;
import dev.claudeworker.spi.tool.ToolCall;
import dev.claudeworker.spi.tool.ToolDescriptor;
import dev.claudeworker.spi.tool.ToolHints;
import dev.claudeworker.spi.tool.ToolResult;
import java.util.Optional;

/** A tool that answers with a document, as text for the model and structured for programs. */
record ProductTool(
    ToolDescriptor descriptor, Work work, JsonCodec json, Optional<LongWork> longWork, Naming naming) implements Tool {

  /** What a tool does. */
  @FunctionalInterface
  interface Work {
    JsonObject run(Call call) throws InterruptedException;
  }

  /** Names the work that an answer tells of; empty if there is none. */
  @FunctionalInterface
  interface Naming {
    Optional<String> of(JsonObject answer);
  }

  static ProductTool of(JsonCodec json, String name, String description, Input input, ToolHints hints, Work work) {
    return new ProductTool(ToolDescriptor.of(name, description, input.schema(), hints), work, json,
        Optional.empty(), _ -> Optional.empty());
  }

  /** The same under another name. */
  ProductTool alias(String name) {
    return new ProductTool(
        ToolDescriptor.of(name, "Another name for " + descriptor.name() + ". " + descriptor.description(),
            descriptor.inputSchema(), descriptor.hints()),
        work, json, longWork, naming);
  }

  /** The same, whose work goes on in the queue after the call. */
  ProductTool goingOn(LongWork followed, Naming name) {
    return new ProductTool(descriptor, work, json, Optional.of(followed), name);
  }

  @Override
  public ToolResult call(ToolCall call) throws InterruptedException {
    try {
      JsonObject answer = work.run(new Call(call));
      ToolResult result = ToolResult.structured(json.print(answer), answer);
      return naming.of(answer).map(result::withWork).orElse(result);
    } catch (ToolRefusal refused) {
      return ToolResult.error(String.valueOf(refused.getMessage()));
    }
  }
}
