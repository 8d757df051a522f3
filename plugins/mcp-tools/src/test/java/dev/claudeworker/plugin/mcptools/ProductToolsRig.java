package dev.claudeworker.plugin.mcptools;

import dev.claudeworker.json.JacksonJsonCodec;
import dev.claudeworker.plugins.ConfigReader;
import dev.claudeworker.spi.ErrorCode;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.testkit.FakePluginContext;
import dev.claudeworker.spi.testkit.tool.ScriptedApi;
import dev.claudeworker.spi.testkit.tool.TestCall;
import dev.claudeworker.spi.tool.Tool;
import dev.claudeworker.spi.tool.ToolContent;
import dev.claudeworker.spi.tool.ToolResult;
import dev.claudeworker.spi.tool.ToolSet;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;

/** Makes the tools as the runtime does, before a server whose answers the test writes. */
final class ProductToolsRig {

  static final JacksonJsonCodec JSON = new JacksonJsonCodec();

  final ScriptedApi api = new ScriptedApi();
  private final Path home;
  private ToolSet tools;

  ProductToolsRig(Path home) {
    this.home = home;
    tools = make(JsonObject.EMPTY);
  }

  /** The server starts again, with this section of the configuration. */
  void restart(String section) {
    tools = make(json(section));
  }

  ToolSet make(JsonObject section) {
    var factory = new ProductToolFactory();
    return factory.create(
        new ConfigReader(home, home).read(factory.schema(), section, "test").orThrow(ErrorCode.configuration("test")),
        new FakePluginContext("mcp-tools", home, InstantSource.system(), JSON, Map.of()));
  }

  static JsonObject json(String text) {
    return (JsonObject) JSON.parse(text.replace('\'', '"'));
  }

  ToolResult call(String name, String arguments) throws InterruptedException {
    return call(name, TestCall.of(json(arguments), api));
  }

  ToolResult call(String name, TestCall call) throws InterruptedException {
    return tool(name).call(call);
  }

  Tool tool(String name) {
    return tools.tools()
        .stream()
        .filter(tool -> tool.descriptor().name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no tool " + name));
  }

  static String text(ToolResult result) {
    return ((ToolContent.Text) result.content().getFirst()).text();
  }

  /** The body of the last request. */
  String lastBody() {
    return JSON.print(api.requests().getLast().body().orElseThrow()).replace('"', '\'');
  }
}
