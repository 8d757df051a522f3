package dev.claudeworker.mcp;

import dev.claudeworker.json.ObjectBuilder;
import dev.claudeworker.spi.JsonValue.JsonArray;
import dev.claudeworker.spi.JsonValue.JsonBoolean;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.JsonValue.JsonString;
import dev.claudeworker.spi.WorkerException;
import java.util.List;
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

  /** Tasks can be cancelled, and calls of tools can become tasks; which there are is for the tools to list. */
  private static final JsonObject EARLY_TASKS = new ObjectBuilder()
      .put("cancel", JsonObject.EMPTY)
      .put("requests", JsonObject.EMPTY.with("tools", JsonObject.EMPTY.with("call", JsonObject.EMPTY)))
      .build();

  private final ToolCatalog catalog;
  private final McpSessions sessions;
  private final McpCalls calls;
  private final McpTasks tasks;
  private final WorkSettings work;
  private final ResourceReader resources;
  private final NoticeBoard board;
  private final JsonObject serverInfo;

  McpMethods(ToolCatalog catalog, McpSessions sessions, McpCalls calls, McpTasks tasks, WorkSettings work,
      String version) {
    this.catalog = catalog;
    this.sessions = sessions;
    this.calls = calls;
    this.tasks = tasks;
    this.work = work;
    this.resources = new ResourceReader(catalog);
    this.board = new NoticeBoard(catalog, resources, tasks, work);
    this.serverInfo = new ObjectBuilder().put("name", "claude-worker")
        .put("title", "claude-worker")
        .put("version", version)
        .build();
  }

  /** A handshake: what was opened and what is answered. */
  public record Handshake(McpSession session, JsonObject result) {}

  /** Opens a session. */
  public Handshake initialize(RpcMessage request, ToolClient client) {
    String asked = request.params()
        .text("protocolVersion")
        .orElseThrow(() -> RpcException.invalidParams("initialize needs a protocolVersion"));
    String version = McpVersions.negotiated(asked);
    JsonObject capabilities = capabilities(client).with("logging", JsonObject.EMPTY);
    boolean early = tasks.offered() && version.equals(McpVersions.WITH_EARLY_TASKS);
    return new Handshake(sessions.open(version), new ObjectBuilder()
        .put("protocolVersion", version)
        .put("capabilities", early ? capabilities.with("tasks", EARLY_TASKS) : capabilities)
        .put("serverInfo", serverInfo)
        .put("instructions", instructions(client))
        .build());
  }

  private static String instructions(ToolClient client) {
    return INSTRUCTIONS + client.audience().about().map(about -> " " + about).orElse("");
  }

  /**
   * Who is told of changes holds a stream open for them. Claude Code gives a server up whose stream broke for a few seconds, and a
   * running task must be able to go on when the server was started again; so tasks are not told.
   */
  private static JsonObject capabilities(ToolClient client) {
    boolean told = client.audience().about().isEmpty();
    JsonObject changing = told ? new ObjectBuilder().put("listChanged", true).build() : JsonObject.EMPTY;
    return new ObjectBuilder().put("tools", changing)
        .put("resources", told ? changing.with("subscribe", new JsonBoolean(true)) : changing)
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

  /** Whether a request may change something: a call of a tool that does not say it only reads, or a word to a task. */
  public boolean changes(RpcMessage request) {
    return switch (request.method().orElse("")) {
      case "tools/call" -> request.params()
          .text("name")
          .flatMap(catalog::tool)
          .filter(tool -> !tool.descriptor().hints().readOnly())
          .isPresent();
      case "tasks/cancel", "tasks/update" -> true;
      default -> false;
    };
  }

  /** Reads what a stateless client wants to hear of. */
  public Subscription subscription(RpcMessage request, McpClient client) throws InterruptedException {
    return board.subscription(request, client);
  }

  /** What the stream of a subscription tells. */
  public Notices notices(Subscription subscription, McpClient client) {
    return board.of(subscription, client);
  }

  /** What the stream of a session tells. */
  public Notices notices(McpClient client) {
    return board.of(client);
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
      Optional<JsonObject> own = client.stateless() ? stateless(method, request, client)
          : afterHandshake(method, request, client);
      JsonObject result = own.isPresent() ? own.get() : shared(method, request, client, out);
      return client.stateless() ? complete(method, result) : result;
    } catch (WorkerException failure) {
      throw RpcException.invalidParams(failure.getMessage() + " " + failure.suggestion());
    } catch (RpcException | InterruptedException told) {
      throw told;
    } catch (RuntimeException unforeseen) {
      log.error("{} failed", method, unforeseen);
      throw RpcException.internal(client.tools().correlationId());
    }
  }

  /** Methods that only stateless clients know. */
  private Optional<JsonObject> stateless(String method, RpcMessage request, McpClient client)
      throws InterruptedException {
    if (!method.equals("server/discover")) {
      return tasks.stateless(method, request, client);
    }
    JsonObject extensions = tasks.offered() ? JsonObject.EMPTY.with(ClientAbilities.TASKS, JsonObject.EMPTY)
        : JsonObject.EMPTY;
    return Optional.of(new ObjectBuilder()
        .put("supportedVersions", JsonArray.ofTexts(McpVersions.ALL))
        .put("capabilities", capabilities(client.tools()).with("extensions", extensions))
        .put("instructions", instructions(client.tools()))
        .build());
  }

  /** Methods that only clients with a handshake know. */
  private Optional<JsonObject> afterHandshake(String method, RpcMessage request, McpClient client)
      throws InterruptedException {
    McpSession session = client.session().orElseThrow();
    return switch (method) {
      case "ping" -> Optional.of(JsonObject.EMPTY);
      case "logging/setLevel" -> {
        String level = request.params().text("level").orElse("");
        session.logLevel(LogLevel.require(level));
        yield Optional.of(JsonObject.EMPTY);
      }
      case "resources/subscribe" -> {
        if (!session.subscribe(required(request, "uri"), work.maxFollowed())) {
          throw RpcException.invalidParams("More than " + work.maxFollowed()
              + " subscriptions (tools.max_followed); unsubscribe from some.");
        }
        yield Optional.of(JsonObject.EMPTY);
      }
      case "resources/unsubscribe" -> {
        session.unsubscribe(required(request, "uri"));
        yield Optional.of(JsonObject.EMPTY);
      }
      default -> tasks.early(method, request, client);
    };
  }

  /** Methods that all clients know. */
  private JsonObject shared(String method, RpcMessage request, McpClient client, Consumer<JsonObject> out)
      throws InterruptedException {
    return switch (method) {
      case "tools/list" -> list("tools", catalog.tools()
          .stream()
          .filter(client.tools()::sees)
          .map(tool -> listed(tool, client))
          .toList());
      case "tools/call" -> calls.tool(request, client, out);
      case "resources/list" -> list("resources", resources.list(false));
      case "resources/templates/list" -> list("resourceTemplates", resources.list(true));
      case "resources/read" -> calls.resource(resources, request, client);
      case "prompts/list" -> list("prompts", catalog.prompts().stream().map(McpDocuments::prompt).toList());
      case "prompts/get" -> calls.prompt(request, client);
      case "completion/complete" -> Completion.of(catalog, request);
      default -> throw RpcException.unknownMethod(method);
    };
  }

  private JsonObject listed(OfferedTool tool, McpClient client) {
    JsonObject document = McpDocuments.tool(tool.descriptor());
    return tasks.offered() && client.hasEarlyTasks() && tool.tool().longWork().isPresent()
        ? document.with("execution", McpTasks.execution(tool))
        : document;
  }

  private static JsonObject list(String name, List<JsonObject> items) {
    return new ObjectBuilder().put(name, items).build();
  }

  private static String required(RpcMessage request, String name) {
    return request.params()
        .text(name)
        .orElseThrow(() -> RpcException.invalidParams("the parameter '" + name + "' is missing"));
  }

  /** What every result of the stateless revision has besides. */
  private JsonObject complete(String method, JsonObject result) {
    String type = result.text("resultType").orElse("complete");
    JsonObject full = result.with("resultType", type)
        .with("_meta", JsonObject.EMPTY.with(McpMeta.SERVER_INFO, serverInfo));
    boolean kept = method.endsWith("/list") || method.equals("resources/read") || method.equals("server/discover");
    if (!kept || !type.equals("complete")) {
      return full;
    }
    return full.with("ttlMs", method.equals("resources/read") ? 0 : LIST_TTL_MILLIS).with("cacheScope", "private");
  }
}
