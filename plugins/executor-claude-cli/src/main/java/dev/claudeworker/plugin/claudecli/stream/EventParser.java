package dev.claudeworker.plugin.claudecli.stream;

import dev.claudeworker.plugin.claudecli.stream.StreamEvent.Assistant;
import dev.claudeworker.plugin.claudecli.stream.StreamEvent.Init;
import dev.claudeworker.plugin.claudecli.stream.StreamEvent.Malformed;
import dev.claudeworker.plugin.claudecli.stream.StreamEvent.McpServer;
import dev.claudeworker.plugin.claudecli.stream.StreamEvent.ModelFallback;
import dev.claudeworker.plugin.claudecli.stream.StreamEvent.Notice;
import dev.claudeworker.plugin.claudecli.stream.StreamEvent.Other;
import dev.claudeworker.plugin.claudecli.stream.StreamEvent.PermissionDenied;
import dev.claudeworker.plugin.claudecli.stream.StreamEvent.RateLimitChanged;
import dev.claudeworker.plugin.claudecli.stream.StreamEvent.Retry;
import dev.claudeworker.plugin.claudecli.stream.StreamEvent.Tokens;
import dev.claudeworker.plugin.claudecli.stream.StreamEvent.ToolResult;
import dev.claudeworker.plugin.claudecli.stream.StreamEvent.ToolResults;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Turns a line into an event. Unknown types and members are passed over: every version of the program brings some. */
final class EventParser {

  /** The members that are read at all. */
  static final Fields FIELDS = Fields.of(
      "type", "subtype", "session_id", "model", "claude_code_version", "permissionMode",
      "attempt", "max_retries", "retry_delay_ms", "error_status", "error",
      "original_model", "fallback_model", "content", "tool_name", "parent_tool_use_id", "aborted",
      "is_api_error_message", "api_error_status", "api_error", "api_error_params",
      "result", "is_error", "errors", "terminal_reason", "num_turns", "total_cost_usd",
      "model_usage_since_last_result", "status")
      .with("mcp_servers", Fields.of("name", "status"))
      .with("rate_limit_info", Fields.of("status", "resetsAt", "rateLimitType"))
      .with("permission_denials", Fields.of("tool_name"))
      .with("usage", ResultParser.USAGE)
      .with("message", Fields.of("id", "model")
          .with("usage", ResultParser.USAGE)
          .with("content", Fields.of("type", "text", "thinking", "name", "input", "is_error")
              .with("content", Fields.of("type", "text"))))
      .with("event", Fields.of("type")
          .with("usage", ResultParser.USAGE)
          .with("message", Fields.of("id").with("usage", ResultParser.USAGE)));

  private EventParser() {}

  static StreamEvent parse(StreamLine.Json line) {
    JsonView view = new JsonView(line.value());
    String type = view.textOrEmpty("type");
    return switch (type) {
      case "system" -> system(view);
      case "assistant" -> view.child("message")
          .map(message -> assistant(view, message))
          .orElseGet(() -> new Malformed(type, "message"));
      case "user" -> view.child("message")
          .map(EventParser::toolResults)
          .orElseGet(() -> new Malformed(type, "message"));
      case "stream_event" -> tokens(view.childOrEmpty("event"));
      case "rate_limit_event" -> new RateLimitChanged(rateLimit(view.childOrEmpty("rate_limit_info")));
      case "result" -> ResultParser.parse(view, line.droppedBytes() > 0);
      case "" -> new Malformed("", "type");
      default -> new Other(type);
    };
  }

  private static StreamEvent system(JsonView view) {
    String subtype = view.textOrEmpty("subtype");
    return switch (subtype) {
      case "init" -> init(view);
      case "api_retry" -> new Retry(
          (int) view.longOrZero("attempt"),
          (int) view.longOrZero("max_retries"),
          Duration.ofMillis(view.longOrZero("retry_delay_ms")),
          view.integer("error_status"),
          view.textOrEmpty("error"));
      case "model_fallback" ->
          new ModelFallback(view.textOrEmpty("original_model"), view.textOrEmpty("fallback_model"));
      case "permission_denied" -> new PermissionDenied(view.textOrEmpty("tool_name"), view.textOrEmpty("message"));
      case "informational" -> new Notice(view.textOrEmpty("content"));
      case "task_started", "task_notification" -> new Notice(
          "background " + subtype.substring("task_".length()) + " " + view.textOrEmpty("status"));
      default -> new Other("system/" + subtype);
    };
  }

  private static StreamEvent init(JsonView view) {
    Optional<String> session = view.text("session_id");
    if (session.isEmpty()) {
      return new Malformed("system/init", "session_id");
    }
    return new Init(
        session.get(),
        view.textOrEmpty("model"),
        view.textOrEmpty("claude_code_version"),
        view.textOrEmpty("permissionMode"),
        view.children("mcp_servers")
            .stream()
            .map(server -> new McpServer(server.textOrEmpty("name"), server.textOrEmpty("status")))
            .toList());
  }

  private static StreamEvent assistant(JsonView line, JsonView message) {
    List<ContentBlock> blocks = message.children("content")
        .stream()
        .flatMap(block -> block(block).stream())
        .toList();
    return new Assistant(
        message.textOrEmpty("id"),
        line.text("parent_tool_use_id").isPresent(),
        blocks,
        ResultParser.usage(message.childOrEmpty("usage")),
        line.bool("is_api_error_message").orElse(false) ? Optional.of(failure(line, message)) : Optional.empty(),
        line.bool("aborted").orElse(false));
  }

  private static Optional<ContentBlock> block(JsonView block) {
    return switch (block.textOrEmpty("type")) {
      case "text" -> Optional.of(new ContentBlock.Text(block.textOrEmpty("text")));
      case "thinking" -> Optional.of(new ContentBlock.Thinking(block.textOrEmpty("thinking")));
      case "tool_use" -> Optional.of(
          new ContentBlock.ToolUse(block.textOrEmpty("name"), block.childOrEmpty("input").object()));
      default -> Optional.empty();
    };
  }

  private static ApiFailure failure(JsonView line, JsonView message) {
    return new ApiFailure(
        line.textOrEmpty("error"),
        line.integer("api_error_status"),
        line.textOrEmpty("api_error"),
        message.contentText("content"),
        line.childOrEmpty("api_error_params").child("rate_limit_info").map(EventParser::rateLimit));
  }

  private static StreamEvent toolResults(JsonView message) {
    return new ToolResults(message.children("content")
        .stream()
        .filter(block -> block.textOrEmpty("type").equals("tool_result"))
        .map(block -> new ToolResult(block.bool("is_error").orElse(false), block.contentText("content")))
        .toList());
  }

  private static StreamEvent tokens(JsonView event) {
    return switch (event.textOrEmpty("type")) {
      case "message_start" -> {
        JsonView message = event.childOrEmpty("message");
        yield new Tokens(message.textOrEmpty("id"), ResultParser.usage(message.childOrEmpty("usage")));
      }
      case "message_delta" -> new Tokens("", ResultParser.usage(event.childOrEmpty("usage")));
      default -> new Other("stream_event");
    };
  }

  private static RateLimit rateLimit(JsonView info) {
    return new RateLimit(
        info.textOrEmpty("status"),
        info.textOrEmpty("rateLimitType"),
        info.number("resetsAt").map(BigDecimal::longValue).filter(seconds -> seconds > 0).map(EventParser::instant));
  }

  /** Beyond the year 9999 no clock of ours can say it, so the latest such second stands for all later ones. */
  private static Instant instant(long epochSeconds) {
    return Instant.ofEpochSecond(Math.min(epochSeconds, 253_402_300_799L));
  }
}
