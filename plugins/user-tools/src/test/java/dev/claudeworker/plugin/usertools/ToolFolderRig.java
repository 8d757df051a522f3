package dev.claudeworker.plugin.usertools;

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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;

/** A folder of tools, as the runtime has it. */
final class ToolFolderRig implements AutoCloseable {

  static final JacksonJsonCodec JSON = new JacksonJsonCodec();

  private final Path home;
  private final ToolSet tools;

  ToolFolderRig(Path home) throws IOException {
    this.home = home;
    Files.createDirectories(home.resolve("tools"));
    var factory = new UserToolFactory();
    tools = factory.create(
        new ConfigReader(home, home).read(factory.schema(), json("{'look':'50ms','max_output':'1KB'}"), "test")
            .orThrow(ErrorCode.configuration("test")),
        new FakePluginContext("user-tools", home, InstantSource.system(), JSON,
            Map.of("PATH", System.getenv("PATH"), "SECRET", "hidden", "WANTED", "given")));
  }

  static JsonObject json(String text) {
    return (JsonObject) JSON.parse(text.replace('\'', '"'));
  }

  ToolSet set() {
    return tools;
  }

  Path write(String name, String text) throws IOException {
    return Files.writeString(home.resolve("tools").resolve(name), text);
  }

  ToolResult call(String name, String arguments) throws InterruptedException {
    Tool tool = tools.tools()
        .stream()
        .filter(each -> each.descriptor().name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no tool " + name + ": " + tools.problems()));
    return tool.call(TestCall.of(json(arguments), new ScriptedApi()).from(home));
  }

  static String text(ToolResult result) {
    return ((ToolContent.Text) result.content().getFirst()).text();
  }

  @Override
  public void close() {
    tools.close();
  }
}
