package dev.claudeworker.mcp;

import dev.claudeworker.json.ObjectBuilder;
import dev.claudeworker.spi.JsonValue;
import dev.claudeworker.spi.JsonValue.JsonArray;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.JsonValue.JsonString;
import dev.claudeworker.spi.WorkerException;
import dev.claudeworker.spi.tool.Prompt;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers requests, whatever they came by. Safe for use from any thread. */
public final class McpMethods {

  private static final Logger log = LoggerFactory.getLogger(McpMethods.class);

  /** Lists may be kept until a notification says that they changed; not for ever, since a client may miss it. */
  private static final long LIST_TTL_MILLIS = 60_000;

  private static final String INSTRUCTIONS =
      """
          claude-worker runs Claude Code tasks in the background, in a durable queue. Create a task with create_task (or a whole \
          graph with create_orchestration), keep its id, go on with other work, and ask with wait_for_task or get_task_status. \
          Tasks go on when this conversation ends.""";

  private final ToolCatalog catalog;
  private final ToolRunner runner;
  private final McpSessions sessions;
  private final ResourceReader resources;
  private final JsonObject serverInfo;

  /** Wires the methods. */
  public McpMethods(ToolCatalog catalog, ToolRunner runner, McpSessions sessions, String version) {
    this.catalog = catalog;
    this.runner = runner;
    this.sessions = sessions;
    this.resources = new ResourceReader(catalog);
    this.serverInfo = new ObjectBuilder().put("name", "claude-worker")
        .put("title", "claude-worker")
        .put("version", version)
        .build();
  }

  /** A handshake: what was opened and what is answered. */
  public record Handshake(McpSession session, JsonObject result) {}

  /** Opens a session. */
  public Handshake initialize(RpcMessage request) {
    String asked = request.params()
        .text("protocolVersion")
        .orElseThrow(() -> RpcException.invalidParams("initialize needs a protocolVersion"));
    String version = McpVersions.negotiated(asked);
    return new Handshake(sessions.open(version), new ObjectBuilder()
        .put("protocolVersion", version)
        .put("capabilities", capabilities().with("logging", JsonObject.EMPTY))
        .put("serverInfo", serverInfo)
        .put("instructions", INSTRUCTIONS)
        .build());
  }

  private static JsonObject capabilities() {
    JsonObject changing = new ObjectBuilder().put("listChanged", true).build();
    return new ObjectBuilder().put("tools", changing)
        .put("resources", changing)
        .put("prompts", changing)
        .put("completions", JsonObject.EMPTY)
        .build();
  }

  /** Checks what every stateless request must carry. */
  public static void requireMeta(RpcMessage request) {
    String version = request.metaText(McpMeta.VERSION)
        .orElseThrow(() -> RpcException.missingMeta("_meta lacks " + McpMeta.VERSION));
    if (!version.equals(McpVersions.STATELESS)) {
      throw RpcException.unsupportedVersion(version);
    }
    if (!(request.meta(McpMeta.CAPABILITIES).orElse(new JsonString("")) instanceof JsonObject)) {
      throw RpcException.missingMeta("_meta lacks " + McpMeta.CAPABILITIES);
    }
  }

  /**
   * Answers a request.
   *
   * @param request the request
   * @param client whose it is
   * @param out takes notifications that belong to it, before the answer
   * @return the answer, an error among them
   * @throws InterruptedException if it was cancelled; then nothing is to be answered
   */
  public JsonObject answer(RpcMessage request, McpClient client, Consumer<JsonObject> out)
      throws InterruptedException {
    return request.answer(result(request, client, out));
  }

  private JsonObject result(RpcMessage request, McpClient client, Consumer<JsonObject> out)
      throws InterruptedException {
    String method = request.method().orElseThrow();
    try {
      JsonObject result = client.stateless() ? stateless(method, request) : afterHandshake(method, request, client);
      JsonObject answered = result.members().isEmpty() && isShared(method) ? shared(method, request, client, out)
          : result;
      return client.stateless() ? complete(method, answered) : answered;
    } catch (WorkerException failure) {
      throw RpcException.invalidParams(failure.getMessage() + " " + failure.suggestion());
    } catch (RpcException | InterruptedException told) {
      throw told;
    } catch (RuntimeException unforeseen) {
      log.error("{} failed", method, unforeseen);
      throw RpcException.internal(client.tools().correlationId());
    }
  }

  private static boolean isShared(String method) {
    return switch (method) {
      case "tools/list", "tools/call", "resources/list", "resources/templates/list", "resources/read", "prompts/list",
          "prompts/get", "completion/complete" -> true;
      default -> false;
    };
  }

  /** Methods that only stateless clients know; empty for those that all know. */
  private JsonObject stateless(String method, RpcMessage request) {
    if (method.equals("server/discover")) {
      return new ObjectBuilder()
          .put("supportedVersions", JsonArray.ofTexts(McpVersions.ALL))
          .put("capabilities", capabilities())
          .put("instructions", INSTRUCTIONS)
          .build();
    }
    if (!isShared(method)) {
      throw RpcException.unknownMethod(request.method().orElseThrow());
    }
    return JsonObject.EMPTY;
  }

  /** Methods that only clients with a handshake know; empty for those that all know. */
  private static JsonObject afterHandshake(String method, RpcMessage request, McpClient client) {
    switch (method) {
      case "ping" -> {
        return JsonObject.EMPTY;
      }
      case "logging/setLevel" -> {
        String level = request.params().text("level").orElse("");
        client.session().orElseThrow().logLevel(LogLevel.require(level));
        return JsonObject.EMPTY;
      }
      default -> {
        if (!isShared(method)) {
          throw RpcException.unknownMethod(method);
        }
        return JsonObject.EMPTY;
      }
    }
  }

  private JsonObject shared(String method, RpcMessage request, McpClient client, Consumer<JsonObject> out)
      throws InterruptedException {
    return switch (method) {
      case "tools/list" -> list("tools", catalog.tools()
          .stream()
          .map(tool -> McpDocuments.tool(tool.descriptor()))
          .toList());
      case "tools/call" -> call(request, client, out);
      case "resources/list" -> list("resources", resources.list(false));
      case "resources/templates/list" -> list("resourceTemplates", resources.list(true));
      case "resources/read" -> resources.read(
          required(request, "uri"), client.tools().api(), client.stateless());
      case "prompts/list" -> list("prompts", catalog.prompts().stream().map(McpDocuments::prompt).toList());
      case "prompts/get" -> prompt(request);
      case "completion/complete" -> Completion.of(catalog, request);
      default -> throw RpcException.unknownMethod(method);
    };
  }

  private static JsonObject list(String name, List<JsonObject> items) {
    return new ObjectBuilder().put(name, items).build();
  }

  private static String required(RpcMessage request, String name) {
    return request.params()
        .text(name)
        .orElseThrow(() -> RpcException.invalidParams("the parameter '" + name + "' is missing"));
  }

  private JsonObject call(RpcMessage request, McpClient client, Consumer<JsonObject> out)
      throws InterruptedException {
    String name = required(request, "name");
    OfferedTool tool = catalog.tool(name)
        .orElseThrow(() -> RpcException.invalidParams("Unknown tool: " + name + "; tools/list has all"));
    JsonValue arguments = request.params().get("arguments").orElse(JsonObject.EMPTY);
    if (!(arguments instanceof JsonObject given)) {
      throw RpcException.invalidParams("the arguments of a tool must be an object");
    }
    return McpDocuments.result(runner.run(tool, given, client.tools(), new McpFeedback(request, client, out)));
  }

  private JsonObject prompt(RpcMessage request) {
    String name = required(request, "name");
    Prompt prompt =
        catalog.prompt(name).orElseThrow(() -> RpcException.invalidParams("Unknown prompt: " + name));
    Map<String, String> arguments = new HashMap<>();
    if (request.params().get("arguments").orElse(JsonObject.EMPTY) instanceof JsonObject given) {
      given.members().keySet().forEach(key -> given.text(key).ifPresent(text -> arguments.put(key, text)));
    }
    Optional<String> missing = prompt.arguments()
        .stream()
        .filter(argument -> argument.required() && !arguments.containsKey(argument.name()))
        .map(Prompt.Argument::name)
        .findFirst();
    if (missing.isPresent()) {
      throw RpcException.invalidParams("the prompt " + name + " needs the argument '" + missing.get() + "'");
    }
    return new ObjectBuilder()
        .put("description", prompt.description())
        .put("messages", prompt.messages(arguments).stream().map(McpDocuments::message).toList())
        .build();
  }

  /** What every result of the stateless revision has besides. */
  private JsonObject complete(String method, JsonObject result) {
    JsonObject full = result.with("resultType", "complete")
        .with("_meta", JsonObject.EMPTY.with(McpMeta.SERVER_INFO, serverInfo));
    boolean kept = method.endsWith("/list") || method.equals("resources/read") || method.equals("server/discover");
    if (!kept) {
      return full;
    }
    return full.with("ttlMs", method.equals("resources/read") ? 0 : LIST_TTL_MILLIS).with("cacheScope", "private");
  }

  /** The last answer to a subscription, when the server stops. */
  public JsonObject subscriptionOver(RpcMessage request) {
    return request.answer(complete("subscriptions/listen", JsonObject.EMPTY));
  }
}
