package dev.claudeworker;

import dev.claudeworker.json.JacksonJsonCodec;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.tool.LongWork;
import dev.claudeworker.spi.tool.Tool;
import dev.claudeworker.spi.tool.ToolCall;
import dev.claudeworker.spi.tool.ToolDescriptor;
import dev.claudeworker.spi.tool.ToolHints;
import dev.claudeworker.spi.tool.ToolResult;
import java.util.Optional;

/** A tool of a test. */
record FixtureTool(ToolDescriptor descriptor, Work work, Optional<LongWork> longWork) implements Tool {

  FixtureTool(ToolDescriptor descriptor, Work work) {
    this(descriptor, work, Optional.empty());
  }

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

  /** The same, and it says that it changes something. */
  FixtureTool changing() {
    return new FixtureTool(ToolDescriptor.of(
        descriptor.name(), descriptor.description(), descriptor.inputSchema(), ToolHints.ADDS), work, longWork);
  }

  /** Begins work that goes on. */
  FixtureTool followedBy(LongWork followed) {
    return new FixtureTool(descriptor, work, Optional.of(followed));
  }

  static FixtureTool withOutput(String name, String outputSchema, Work work) {
    return new FixtureTool(new ToolDescriptor(name, name, "A tool of a test.", json("{\"type\":\"object\"}"),
        Optional.of(json(outputSchema)), ToolHints.READS), work);
  }

  static JsonObject json(String text) {
    return (JsonObject) new JacksonJsonCodec().parse(text);
  }

  @Override
  public ToolResult call(ToolCall call) throws InterruptedException {
    return work.call(call);
  }
}
