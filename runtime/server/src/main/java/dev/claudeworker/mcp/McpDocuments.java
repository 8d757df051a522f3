package dev.claudeworker.mcp;

import dev.claudeworker.json.ObjectBuilder;
import dev.claudeworker.spi.JsonValue;
import dev.claudeworker.spi.JsonValue.JsonArray;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.tool.Prompt;
import dev.claudeworker.spi.tool.Resource;
import dev.claudeworker.spi.tool.ResourceContent;
import dev.claudeworker.spi.tool.ToolContent;
import dev.claudeworker.spi.tool.ToolDescriptor;
import dev.claudeworker.spi.tool.ToolHints;
import dev.claudeworker.spi.tool.ToolResult;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What tools, resources and prompts look like in messages. */
public final class McpDocuments {

  private McpDocuments() {}

  /** A tool in a list. */
  public static JsonObject tool(ToolDescriptor tool) {
    var document = new ObjectBuilder()
        .put("name", tool.name())
        .put("title", tool.title())
        .put("description", tool.description())
        .put("inputSchema", tool.inputSchema());
    tool.outputSchema().ifPresent(schema -> document.put("outputSchema", schema));
    return document.put("annotations", hints(tool.hints())).build();
  }

  private static JsonObject hints(ToolHints hints) {
    return new ObjectBuilder()
        .put("readOnlyHint", hints.readOnly())
        .put("destructiveHint", hints.destructive())
        .put("idempotentHint", hints.idempotent())
        .put("openWorldHint", hints.openWorld())
        .build();
  }

  /** The result of a call. */
  public static JsonObject result(ToolResult result) {
    var document = new ObjectBuilder()
        .put("content", result.content().stream().map(McpDocuments::content).toList())
        .put("isError", result.isError());
    result.structured().ifPresent(structured -> document.put("structuredContent", structured));
    return document.build();
  }

  /** The first text of a result. */
  static Optional<String> firstText(ToolResult result) {
    return result.content()
        .stream()
        .flatMap(content -> content instanceof ToolContent.Text(String text) ? Stream.of(text) : Stream.empty())
        .findFirst();
  }

  static JsonObject content(ToolContent content) {
    return switch (content) {
      case ToolContent.Text(String text) -> typed("text").put("text", text).build();
      case ToolContent.Image(String data, String mimeType) -> typed("image").put("data", data)
          .put("mimeType", mimeType)
          .build();
      case ToolContent.Audio(String data, String mimeType) -> typed("audio").put("data", data)
          .put("mimeType", mimeType)
          .build();
      case ToolContent.Link link -> typed("resource_link").put("uri", link.uri())
          .put("name", link.name())
          .put("mimeType", link.mimeType())
          .build();
      case ToolContent.Embedded(ResourceContent resource) -> typed("resource").put("resource", content(resource))
          .build();
    };
  }

  private static ObjectBuilder typed(String type) {
    return new ObjectBuilder().put("type", type);
  }

  static JsonObject content(ResourceContent content) {
    var document = new ObjectBuilder().put("uri", content.uri()).put("mimeType", content.mimeType());
    return switch (content) {
      case ResourceContent.Text text -> document.put("text", text.text()).build();
      case ResourceContent.Bytes bytes -> document.put("blob", bytes.base64()).build();
    };
  }

  static JsonObject resource(Resource resource) {
    return new ObjectBuilder()
        .put(resource.isTemplate() ? "uriTemplate" : "uri", resource.uri())
        .put("name", resource.name())
        .put("description", resource.description())
        .put("mimeType", resource.mimeType())
        .build();
  }

  static JsonObject prompt(Prompt prompt) {
    return new ObjectBuilder()
        .put("name", prompt.name())
        .put("description", prompt.description())
        .put("arguments", prompt.arguments()
            .stream()
            .map(argument -> new ObjectBuilder()
                .put("name", argument.name())
                .put("description", argument.description())
                .put("required", argument.required())
                .build())
            .toList())
        .build();
  }

  static JsonObject message(Prompt.Message message) {
    return new ObjectBuilder()
        .put("role", message.fromUser() ? "user" : "assistant")
        .put("content", content(message.content()))
        .build();
  }

  /** Completed values. */
  static JsonObject completion(List<String> values) {
    JsonValue texts = JsonArray.ofTexts(values);
    return JsonObject.EMPTY.with("completion", new ObjectBuilder()
        .put("values", texts)
        .put("total", values.size())
        .put("hasMore", false)
        .build());
  }
}
