package dev.claudeworker.mcp;

import dev.claudeworker.json.ObjectBuilder;
import dev.claudeworker.mcp.FollowedWork.Found;
import dev.claudeworker.spi.JsonCodec;
import dev.claudeworker.spi.JsonValue.JsonNull;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.tool.Reply;
import dev.claudeworker.spi.tool.ToolResult;
import dev.claudeworker.spi.tool.WorkState;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Handles to work that goes on, and what can be asked by them: as the extension of the stateless revision, and in the form of
 * revision 2025-11-25. Nothing is kept here: work is in the queue, and handles say the rest.
 */
final class McpTasks {

  private static final String ID = "taskId";
  private static final String RELATED = "io.modelcontextprotocol/related-task";
  private static final String FOR_THE_MODEL = "io.modelcontextprotocol/model-immediate-response";

  /** Work is asked to end, which takes a moment; the early form wants the end told in the answer. */
  private static final int LOOKS_AFTER_CANCEL = 10;

  private final FollowedWork work;
  private final WorkDocument documents;
  private final WorkSettings settings;
  private final ToolRunner runner;
  private final JsonCodec json;

  McpTasks(FollowedWork work, WorkSettings settings, ToolRunner runner, JsonCodec json) {
    this.work = work;
    this.documents = new WorkDocument(settings);
    this.settings = settings;
    this.runner = runner;
    this.json = json;
  }

  boolean offered() {
    return settings.handles();
  }

  /** Whether a client takes a handle as the answer to a call. */
  boolean follows(RpcMessage call, McpClient client) {
    return settings.handles()
        && (client.stateless() ? ClientAbilities.of(call).followsWork() : client.hasEarlyTasks() && wantsEarly(call));
  }

  /** In the early form the client decides, call by call. */
  static boolean wantsEarly(RpcMessage call) {
    return call.params().get("task").orElse(new JsonNull()) instanceof JsonObject;
  }

  /** The answer to a call that has begun work. */
  JsonObject handle(OfferedTool tool, ToolResult begun, McpClient client) throws InterruptedException {
    Found found = work.begun(tool, begun.work().orElseThrow(), client.tools());
    if (client.stateless()) {
      return documents.seed(found).with("resultType", "task");
    }
    JsonObject task = documents.early(found);
    client.session().orElseThrow().follow(found.id(), WorkDocument.statusOf(task), settings.maxFollowed());
    JsonObject handle = JsonObject.EMPTY.with("task", task);
    return McpDocuments.firstText(begun)
        .map(text -> handle.with("_meta", JsonObject.EMPTY.with(FOR_THE_MODEL, text)))
        .orElse(handle);
  }

  /** The same for a call that was over at once: the early form has no way to say so. */
  JsonObject over(OfferedTool tool, ToolResult result, McpClient client) {
    Found found = work.over(tool, result);
    client.session().orElseThrow().keep(found, settings.maxFollowed());
    return JsonObject.EMPTY.with("task", documents.early(found));
  }

  /** Methods of the extension; empty for any other. */
  Optional<JsonObject> stateless(String method, RpcMessage request, McpClient client) throws InterruptedException {
    if (!settings.handles() || !method.startsWith("tasks/")) {
      return Optional.empty();
    }
    return switch (method) {
      case "tasks/get" -> Optional.of(documents.whole(find(request, client)));
      case "tasks/update" -> Optional.of(update(request, client));
      case "tasks/cancel" -> Optional.of(cancel(request, client));
      default -> Optional.empty();
    };
  }

  private Found find(RpcMessage request, McpClient client) throws InterruptedException {
    if (client.stateless()) {
      requireExtension(request);
    }
    Optional<String> tooMany = runner.tooMany(client.tools());
    if (tooMany.isPresent()) {
      throw RpcException.tooMany(tooMany.get());
    }
    String id = request.params().text(ID).orElseThrow(() -> RpcException.invalidParams("taskId is missing"));
    Optional<Found> kept = client.session().flatMap(session -> session.kept(id));
    return kept.isPresent() ? kept.get() : work.find(id, client.tools());
  }

  static void requireExtension(RpcMessage request) {
    if (!ClientAbilities.of(request).followsWork()) {
      throw RpcException.missingCapability(ClientAbilities.neededForHandles());
    }
  }

  private JsonObject update(RpcMessage request, McpClient client) throws InterruptedException {
    Found found = find(request, client);
    Map<String, JsonObject> responses = Rounds.responses(request);
    if (found.state() instanceof WorkState.Asking asking) {
      Map<String, Reply> replies = new HashMap<>();
      // What was never asked, or is answered already, is left alone; so is what does not fit, and stays open.
      asking.questions()
          .forEach((key, question) -> Optional.ofNullable(responses.get(key))
              .flatMap(answer -> QuestionDocument.reply(question, answer, json))
              .ifPresent(reply -> replies.put(key, reply)));
      if (!replies.isEmpty()) {
        work.answer(found, replies, client.tools());
      }
    }
    return JsonObject.EMPTY;
  }

  private JsonObject cancel(RpcMessage request, McpClient client) throws InterruptedException {
    Found found = find(request, client);
    if (!isOver(found)) {
      work.cancel(found, client.tools());
    }
    return JsonObject.EMPTY;
  }

  private static boolean isOver(Found found) {
    return !(found.state() instanceof WorkState.Working) && !(found.state() instanceof WorkState.Asking);
  }

  /** Methods of revision 2025-11-25; empty for any other. */
  Optional<JsonObject> early(String method, RpcMessage request, McpClient client) throws InterruptedException {
    if (!settings.handles() || !client.hasEarlyTasks()) {
      return Optional.empty();
    }
    return switch (method) {
      case "tasks/get" -> Optional.of(documents.early(find(request, client)));
      case "tasks/result" -> Optional.of(result(find(request, client), client));
      case "tasks/cancel" -> Optional.of(earlyCancel(find(request, client), client));
      default -> Optional.empty();
    };
  }

  private JsonObject earlyCancel(Found found, McpClient client) throws InterruptedException {
    if (isOver(found)) {
      throw RpcException.invalidParams("The task has already ended and cannot be cancelled.");
    }
    work.cancel(found, client.tools());
    Found after = work.find(found.id(), client.tools());
    for (int looks = 0; looks < LOOKS_AFTER_CANCEL && !isOver(after); looks++) {
      pause();
      after = work.find(found.id(), client.tools());
    }
    return documents.early(after);
  }

  /** Waits for the end; the client bounds it by cancelling its request. */
  private JsonObject result(Found begun, McpClient client) throws InterruptedException {
    Found found = begun;
    while (!isOver(found)) {
      pause();
      found = work.find(begun.id(), client.tools());
    }
    return switch (found.state()) {
      case WorkState.Ended ended -> McpDocuments.result(ended.result())
          .with("_meta", JsonObject.EMPTY.with(RELATED, JsonObject.EMPTY.with(ID, begun.id())));
      case WorkState.Cancelled cancelled ->
          throw RpcException.invalidParams("The task was cancelled: " + cancelled.why());
      case WorkState.Broken broken -> throw RpcException.broken(broken.why());
      default -> throw new IllegalStateException("over, and yet " + found.state());
    };
  }

  private void pause() throws InterruptedException {
    Duration interval = settings.pollInterval();
    Thread.sleep(interval);
  }

  /** A task as it stands, for those who listen; empty if there is none any more. */
  Optional<JsonObject> notification(String id, McpClient client) throws InterruptedException {
    try {
      return Optional.of(RpcMessage.notification("notifications/tasks",
          documents.whole(work.find(id, client.tools()))));
    } catch (RpcException gone) {
      return Optional.empty();
    }
  }

  /** A task in the early form; empty if there is none any more. */
  Optional<JsonObject> earlyDocument(String id, McpClient client) throws InterruptedException {
    try {
      return Optional.of(documents.early(work.find(id, client.tools())));
    } catch (RpcException gone) {
      return Optional.empty();
    }
  }

  /** What a session is told of a task that it began: nothing unless its status is another one. */
  static Optional<JsonObject> statusNotice(String id, Optional<JsonObject> task, McpSession session) {
    Optional<String> status = task.map(WorkDocument::statusOf);
    Optional<JsonObject> notice = status.filter(now -> session.isNews(id, now))
        .map(_ -> RpcMessage.notification("notifications/tasks/status", task.orElseThrow()));
    if (status.isEmpty() || WorkDocument.isLast(status.get())) {
      session.unfollow(id);
    }
    return notice;
  }

  /** How a tool in a list says that it can be followed, in the early form. */
  static JsonObject execution(OfferedTool tool) {
    return tool.tool()
        .longWork()
        .map(work -> new ObjectBuilder().put("taskSupport", work.required() ? "required" : "optional").build())
        .orElse(JsonObject.EMPTY);
  }
}
