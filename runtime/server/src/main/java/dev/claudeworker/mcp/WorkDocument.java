package dev.claudeworker.mcp;

import dev.claudeworker.json.ObjectBuilder;
import dev.claudeworker.mcp.FollowedWork.Found;
import dev.claudeworker.spi.JsonValue.JsonNull;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.tool.WorkState;
import java.util.Optional;
import java.util.Set;

/** Work as tasks of the protocol, in both forms that it knows. No time to live is promised: retention decides. */
final class WorkDocument {

  /** For one line on a screen; the whole text is in the result. */
  private static final int LONGEST_MESSAGE = 300;

  private static final Set<String> LAST = Set.of("completed", "failed", "cancelled");

  private final long pollMillis;

  WorkDocument(WorkSettings settings) {
    this.pollMillis = settings.pollInterval().toMillis();
  }

  /** Only what a task is, as it is handed out. */
  JsonObject seed(Found found) {
    return head(found, status(found.state()))
        .put("ttlMs", new JsonNull())
        .put("pollIntervalMs", pollMillis)
        .build();
  }

  /** The same with what its status brings. */
  JsonObject whole(Found found) {
    JsonObject seed = seed(found);
    return switch (found.state()) {
      case WorkState.Asking asking -> seed.with("inputRequests", QuestionDocument.of(asking.questions()));
      case WorkState.Ended ended -> seed.with("result", McpDocuments.result(ended.result()));
      case WorkState.Broken broken -> seed.with("error", RpcException.broken(broken.why()).toError());
      default -> seed;
    };
  }

  /** The form of revision 2025-11-25: other names, and a failure of the tool is one of the task. */
  JsonObject early(Found found) {
    String status = found.state() instanceof WorkState.Ended ended && ended.result().isError() ? "failed"
        : status(found.state());
    return head(found, status).put("ttl", new JsonNull()).put("pollInterval", pollMillis).build();
  }

  static String statusOf(JsonObject task) {
    return task.text("status").orElse("");
  }

  /** Whether nothing comes after a status. */
  static boolean isLast(String status) {
    return LAST.contains(status);
  }

  private static ObjectBuilder head(Found found, String status) {
    var document = new ObjectBuilder().put("taskId", found.id()).put("status", status);
    message(found.state()).filter(message -> !message.isBlank())
        .ifPresent(message -> document.put("statusMessage", message));
    return document.put("createdAt", found.handle().created().toString())
        .put("lastUpdatedAt", found.state()
            .since()
            .filter(since -> since.isAfter(found.handle().created()))
            .orElse(found.handle().created())
            .toString());
  }

  private static String status(WorkState state) {
    return switch (state) {
      case WorkState.Working _ -> "working";
      case WorkState.Asking _ -> "input_required";
      case WorkState.Ended _ -> "completed";
      case WorkState.Cancelled _ -> "cancelled";
      case WorkState.Broken _,WorkState.Gone _ -> "failed";
    };
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST_MESSAGE ? text : text.substring(0, LONGEST_MESSAGE) + "...";
  }

  private static Optional<String> message(WorkState state) {
    return switch (state) {
      case WorkState.Working working -> Optional.of(working.doing());
      case WorkState.Asking asking -> Optional.of(asking.doing());
      case WorkState.Cancelled cancelled -> Optional.of(cancelled.why());
      case WorkState.Broken broken -> Optional.of(broken.why());
      case WorkState.Ended ended -> ended.result().isError()
          ? McpDocuments.firstText(ended.result()).map(WorkDocument::shortened)
          : Optional.empty();
      case WorkState.Gone _ -> Optional.empty();
    };
  }
}
