package dev.claudeworker.tool;

import dev.claudeworker.json.JacksonJsonCodec;
import dev.claudeworker.spi.JsonValue.JsonObject;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.spi.ToolProvider;

/** What a tool answered. */
record ToolAnswer(int exitCode, String text) {

  static ToolAnswer of(ToolProvider tool, String... words) {
    var printed = new StringWriter();
    int exitCode = tool.run(new PrintWriter(printed), new PrintWriter(printed), words);
    return new ToolAnswer(exitCode, printed.toString());
  }

  JsonObject json() {
    return (JsonObject) new JacksonJsonCodec().parse(text);
  }

  String text(String member) {
    return json().text(member).orElse("");
  }
}
