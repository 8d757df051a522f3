package dev.claudeworker;

import dev.claudeworker.json.JacksonJsonCodec;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.tool.Tool;
import dev.claudeworker.spi.tool.ToolCall;
import dev.claudeworker.spi.tool.ToolDescriptor;
import dev.claudeworker.spi.tool.ToolHints;
import dev.claudeworker.spi.tool.ToolResult;
import java.util.Optional;

/** A tool of a test. */
record FixtureTool(ToolDescriptor descriptor, Work work) implements Tool {

  /** What it does. */
  @FunctionalInterface
  interface Work {
    ToolResult call(ToolCall call) throws InterruptedException;
  }

  /** Without arguments. */
  static FixtureTool of(String name, Work work) {
    return withInput(name, "{\"type\":\"object\"}", work);
  }

  static FixtureTool withInput(String name, String inputSchema, Work work) {
    return new FixtureTool(
        ToolDescriptor.of(name, "A tool of a test.", json(inputSchema), ToolHints.READS), work);
  }

  static FixtureTool withOutput(String name, String outputSchema, Work work) {
    return new FixtureTool(new ToolDescriptor(name, name, "A tool of a test.", json("{\"type\":\"object\"}"),
        Optional.of(json(outputSchema)), ToolHints.READS), work);
  }

  private static JsonObject json(String text) {
    return (JsonObject) new JacksonJsonCodec().parse(text);
  }

  @Override
  public ToolResult call(ToolCall call) throws InterruptedException {
    return work.call(call);
  }
}
