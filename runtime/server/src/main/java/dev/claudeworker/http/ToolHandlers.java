package dev.claudeworker.http;

import dev.claudeworker.json.ObjectBuilder;
import dev.claudeworker.mcp.Contact;
import dev.claudeworker.mcp.McpDocuments;
import dev.claudeworker.mcp.OfferedTool;
import dev.claudeworker.mcp.ToolCatalog;
import dev.claudeworker.mcp.ToolRunner;
import dev.claudeworker.plugins.NearestName;
import dev.claudeworker.spi.JsonCodec;
import dev.claudeworker.spi.JsonValue.JsonArray;
import dev.claudeworker.spi.JsonValue.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The routes of tools, for people and scripts; agents have an endpoint of their own. */
final class ToolHandlers {

  private final ToolCatalog catalog;
  private final ToolRunner runner;
  private final ToolCallers callers;
  private final JsonBody bodies;
  private final JsonCodec json;

  ToolHandlers(ToolCatalog catalog, ToolRunner runner, ToolCallers callers, JsonBody bodies, JsonCodec json) {
    this.json = json;
    this.catalog = catalog;
    this.runner = runner;
    this.callers = callers;
    this.bodies = bodies;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/tools", this::list).described(ToolSchemas.LIST),
        Route.post("/tools/{name}/call", this::call).described(ToolSchemas.CALL));
  }

  private Response list(Request request) {
    new QueryReader(request.query()).finish();
    return Response.ok(new ObjectBuilder()
        .put("tools", catalog.tools().stream().map(ToolHandlers::document).toList())
        .put("problems", JsonArray.ofTexts(catalog.problems()))
        .build());
  }

  private static JsonObject document(OfferedTool tool) {
    return McpDocuments.tool(tool.descriptor()).with("plugin", tool.plugin());
  }

  private Response call(Request request) throws InterruptedException {
    String name = Optional.ofNullable(request.pathParameters().get("name")).orElse("");
    OfferedTool tool = catalog.tool(name).orElseThrow(() -> notFound(name));
    JsonObject arguments =
        bodies.read(request, body -> body.object("arguments")).orElse(JsonObject.EMPTY);
    return Response.ok(McpDocuments.result(
        runner.run(tool, arguments, callers.client(request, request.header("Idempotency-Key")), Contact.none(json))));
  }

  private ProblemException notFound(String name) {
    TreeSet<String> known =
        catalog.tools().stream().map(tool -> tool.descriptor().name()).collect(Collectors.toCollection(TreeSet::new));
    String nearest = NearestName.suggestion(name, known).map(found -> "Did you mean '" + found + "'? ").orElse("");
    return new ProblemException(Problem.of(404, "tool_not_found", "There is no tool '" + name + "'.",
        nearest + "'claude-worker tools list' or GET " + Route.BASE + "/tools lists all; tools.offer may hide some."));
  }
}
