package example.reverse;

import dev.claudeworker.spi.JsonValue.JsonArray;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.tool.Tool;
import dev.claudeworker.spi.tool.ToolCall;
import dev.claudeworker.spi.tool.ToolDescriptor;
import dev.claudeworker.spi.tool.ToolHints;
import dev.claudeworker.spi.tool.ToolResult;
import java.util.List;
import java.util.Optional;

/** What an agent calls. It decides by the description, so that says when to use it and what comes back. */
final class ReverseText implements Tool {

  @Override
  public ToolDescriptor descriptor() {
    JsonObject text = JsonObject.EMPTY.with("type", "string").with("description", "The text to turn round.");
    JsonObject schema = JsonObject.EMPTY.with("type", "object")
        .with("properties", JsonObject.EMPTY.with("text", text))
        .with("required", JsonArray.ofTexts(List.of("text")));
    return ToolDescriptor.of("reverse_text",
        "Turns a text round, so that its last character comes first. Returns the new text.", schema, ToolHints.READS);
  }

  @Override
  public ToolResult call(ToolCall call) {
    Optional<String> text = call.arguments().text("text");
    return text.map(given -> ToolResult.text(new StringBuilder(given).reverse().toString()))
        .orElse(ToolResult.error("The argument 'text' is missing. Call it again with the text to turn round."));
  }
}
