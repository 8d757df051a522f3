package dev.claudeworker.plugin.mcptools;

import dev.claudeworker.spi.JsonCodec;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.tool.Tool;
import dev.claudeworker.spi.tool.ToolCall;
import dev.claudeworker.spi.tool.ToolDescriptor;
import dev.claudeworker.spi.tool.ToolHints;
import dev.claudeworker.spi.tool.ToolResult;

/** A tool that answers with a document, as text for the model and structured for programs. */
record ProductTool(ToolDescriptor descriptor, Work work, JsonCodec json) implements Tool {

  /** What a tool does. */
  @FunctionalInterface
  interface Work {
    JsonObject run(Call call) throws InterruptedException;
  }

  static ProductTool of(JsonCodec json, String name, String description, Input input, ToolHints hints, Work work) {
    return new ProductTool(ToolDescriptor.of(name, description, input.schema(), hints), work, json);
  }

  /** The same under another name. */
  ProductTool alias(String name) {
    return new ProductTool(
        ToolDescriptor.of(name, "Another name for " + descriptor.name() + ". " + descriptor.description(),
            descriptor.inputSchema(), descriptor.hints()),
        work, json);
  }

  @Override
  public ToolResult call(ToolCall call) throws InterruptedException {
    try {
      JsonObject answer = work.run(new Call(call));
      return ToolResult.structured(json.print(answer), answer);
    } catch (ToolRefusal refused) {
      return ToolResult.error(String.valueOf(refused.getMessage()));
    }
  }
}
