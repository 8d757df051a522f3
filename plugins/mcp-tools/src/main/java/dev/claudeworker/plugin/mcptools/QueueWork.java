package dev.claudeworker.plugin.mcptools;

import dev.claudeworker.spi.ErrorCode;
import dev.claudeworker.spi.JsonCodec;
import dev.claudeworker.spi.JsonValue;
import dev.claudeworker.spi.JsonValue.JsonBoolean;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.JsonValue.JsonString;
import dev.claudeworker.spi.WorkerException;
import dev.claudeworker.spi.tool.LongWork;
import dev.claudeworker.spi.tool.Reply;
import dev.claudeworker.spi.tool.WorkState;
import dev.claudeworker.spi.tool.WorkerApi;
import dev.claudeworker.spi.tool.WorkerApi.Answer;
import dev.claudeworker.spi.tool.WorkerApi.Request;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tasks and orchestrations of the queue as work that goes on. Its name says where it is found, so it outlives everything but
 * the task itself.
 *
 * @param json prints results and answers
 * @param owned whether cancelling ends the work; whoever only waits for it leaves it alone
 */
record QueueWork(JsonCodec json, boolean owned) implements LongWork {

  private static final String TASK = "task-";
  private static final String ORCHESTRATION = "orchestration-";
  private static final ErrorCode REFUSED = ErrorCode.external("queue_refused");
  private static final int NOT_FOUND = 404;
  private static final int FORBIDDEN = 403;
  private static final int CONFLICT = 409;

  /** The name of a task, from its document; empty for anything else. */
  static Optional<String> ofTask(JsonObject answer) {
    return answer.get("id").map(id -> TASK + plain(id));
  }

  static Optional<String> ofOrchestration(JsonObject answer) {
    return answer.get("id").map(id -> ORCHESTRATION + plain(id));
  }

  private static String plain(JsonValue id) {
    return id instanceof JsonValue.JsonNumber number ? number.value().toPlainString() : "none";
  }

  private static boolean isTask(String work) {
    return work.startsWith(TASK);
  }

  private static String path(String work) {
    return isTask(work) ? Call.BASE + "/tasks/" + work.substring(TASK.length())
        : Call.BASE + "/orchestrations/" + work.substring(ORCHESTRATION.length());
  }

  @Override
  public WorkState look(String work, WorkerApi api) throws InterruptedException {
    if (!isTask(work) && !work.startsWith(ORCHESTRATION)) {
      return new WorkState.Gone();
    }
    Answer answer = api.send(Request.get(path(work)));
    if (answer.status() == NOT_FOUND || answer.status() == FORBIDDEN) {
      return new WorkState.Gone();
    }
    JsonObject document = checked(answer);
    return isTask(work) ? QueueState.ofTask(document, json) : QueueState.ofOrchestration(document, json);
  }

  private static JsonObject checked(Answer answer) {
    if (!answer.succeeded()) {
      throw new WorkerException(REFUSED, Call.told(answer.body()), "");
    }
    return answer.body() instanceof JsonObject document ? document : JsonObject.EMPTY;
  }

  @Override
  public void cancel(String work, WorkerApi api) throws InterruptedException {
    if (!owned) {
      return;
    }
    Answer answer = api.send(Request.post(path(work) + "/cancel", JsonObject.EMPTY));
    // It may have ended a moment ago.
    if (answer.status() != CONFLICT) {
      checked(answer);
    }
  }

  @Override
  public void answer(String work, Map<String, Reply> replies, WorkerApi api) throws InterruptedException {
    for (Reply reply : replies.values()) {
      checked(api.send(Request.post(path(work) + "/resume", JsonObject.EMPTY.with("text", text(reply)))));
    }
  }

  /** What the next attempt reads: the answer itself if it is one, else all of them. */
  private String text(Reply reply) {
    if (!reply.accepted()) {
      return "no";
    }
    List<JsonValue> values = List.copyOf(reply.content().members().values());
    return values.size() != 1 ? json.print(reply.content()) : switch (values.getFirst()) {
      case JsonString(String text) -> text;
      case JsonBoolean(boolean yes) -> yes ? "yes" : "no";
      default -> json.print(reply.content());
    };
  }
}
