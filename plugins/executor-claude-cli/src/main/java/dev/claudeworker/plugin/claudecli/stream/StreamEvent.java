package dev.claudeworker.plugin.claudecli.stream;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What a line of output says. */
public sealed interface StreamEvent {

  /**
   * The program is ready to work. Comes again before each later batch of turns.
   *
   * @param sessionId the session
   * @param model the full name of the model
   * @param version the program's version
   * @param permissionMode the permission mode in force
   * @param mcpServers its MCP servers
   */
  record Init(String sessionId, String model, String version, String permissionMode, List<McpServer> mcpServers)
      implements StreamEvent {}

  /**
   * An MCP server as the program sees it.
   *
   * @param name its name
   * @param status {@code connected}, {@code pending}, {@code failed}, ...
   */
  record McpServer(String name, String status) {}

  /**
   * A request failed and is sent again after a pause. A long pause is announced more than once.
   *
   * @param attempt number of the retry, from 1
   * @param maxAttempts how many there will be
   * @param delay the pause
   * @param status HTTP status; empty when there was no answer
   * @param error the program's class of the failure
   */
  record Retry(int attempt, int maxAttempts, Duration delay, OptionalInt status, String error)
      implements StreamEvent {}

  /**
   * Another model takes over.
   *
   * @param from the model that was chosen
   * @param to the model that answers now
   */
  record ModelFallback(String from, String to) implements StreamEvent {}

  /**
   * A tool call was refused.
   *
   * @param tool the tool
   * @param reason the words for the model
   */
  record PermissionDenied(String tool, String reason) implements StreamEvent {}

  /**
   * State of the account's usage windows.
   *
   * @param rateLimit the state
   */
  record RateLimitChanged(RateLimit rateLimit) implements StreamEvent {}

  /**
   * A part of an answer; parts of one answer have the same id.
   *
   * @param messageId identity of the answer
   * @param nested whether a subagent said it
   * @param blocks the content
   * @param tokens tokens of the answer as far as known
   * @param failure set when this stands in place of an answer because the request failed
   * @param aborted whether it was cut off by an interrupt
   */
  record Assistant(
      String messageId,
      boolean nested,
      List<ContentBlock> blocks,
      TokenCount tokens,
      Optional<ApiFailure> failure,
      boolean aborted)
      implements StreamEvent {}

  /**
   * Tokens of the answer that is being written.
   *
   * @param messageId identity of the answer; empty = the one that began last
   * @param tokens the count so far
   */
  record Tokens(String messageId, TokenCount tokens) implements StreamEvent {}

  /**
   * What tools returned.
   *
   * @param results one per call
   */
  record ToolResults(List<ToolResult> results) implements StreamEvent {}

  /**
   * What one tool call returned.
   *
   * @param error whether the tool failed
   * @param text its output
   */
  record ToolResult(boolean error, String text) {}

  /**
   * Something worth a log line.
   *
   * @param text the words
   */
  record Notice(String text) implements StreamEvent {}

  /**
   * The end of a batch of turns. The program may go on after it.
   *
   * @param result how the batch ended
   */
  record Ended(RunResult result) implements StreamEvent {}

  /**
   * A line of a known type that lacks what it must have.
   *
   * @param type its type
   * @param missing the member that is absent or of the wrong type
   */
  record Malformed(String type, String missing) implements StreamEvent {}

  /**
   * A line that is not JSON.
   *
   * @param head how it begins
   * @param lengthBytes how long it is
   */
  record NotJson(String head, long lengthBytes) implements StreamEvent {}

  /**
   * A line that does not matter here; new versions of the program bring new ones.
   *
   * @param type its type
   */
  record Other(String type) implements StreamEvent {}
}
