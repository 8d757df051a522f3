package dev.claudeworker.mcp;

import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.tool.Resource;
import java.util.List;
import java.util.Optional;

/** Completes what a person types for an argument of a prompt or a name in the address of a resource. */
final class Completion {

  private static final int MOST = 100;

  private Completion() {}

  static JsonObject of(ToolCatalog catalog, RpcMessage request) {
    JsonObject argument = object(request, "argument");
    String name = argument.text("name").orElseThrow(() -> RpcException.invalidParams("argument.name is missing"));
    String begin = argument.text("value").orElse("");
    JsonObject about = object(request, "ref");
    List<String> values = switch (about.text("type").orElse("")) {
      case "ref/prompt" -> about.text("name")
          .flatMap(catalog::prompt)
          .map(prompt -> prompt.complete(name, begin))
          .orElseThrow(() -> RpcException.invalidParams("ref names no prompt"));
      case "ref/resource" -> about.text("uri")
          .flatMap(uri -> resource(catalog, uri))
          .map(resource -> resource.complete(name, begin))
          .orElseThrow(() -> RpcException.invalidParams("ref names no resource"));
      default -> throw RpcException.invalidParams("ref.type must be ref/prompt or ref/resource");
    };
    return McpDocuments.completion(values.stream().limit(MOST).toList());
  }

  private static Optional<Resource> resource(ToolCatalog catalog, String uri) {
    return catalog.resources().stream().filter(resource -> resource.uri().equals(uri)).findFirst();
  }

  private static JsonObject object(RpcMessage request, String name) {
    if (request.params().get(name).orElse(JsonObject.EMPTY) instanceof JsonObject object) {
      return object;
    }
    throw RpcException.invalidParams("the parameter '" + name + "' must be an object");
  }
}
