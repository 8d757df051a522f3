package dev.claudeworker.stub;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One {@code [[...]]} instruction found in a prompt.
 *
 * <p>A {@link Reply} is one assistant turn. A {@link Fault} or {@link Modifier} stands before the
 * reply it acts on. {@link DirectiveParser} documents the text form.
 */
sealed interface Directive {

  /** What the assistant says in one turn. */
  sealed interface Reply extends Directive {}

  /** Plain text. */
  record Text(String words) implements Reply {}

  /** One or more tool calls in one turn. */
  record ToolUse(List<ToolCall> calls) implements Reply {}

  /** {@code count} pieces of text, {@code gap} apart. */
  record Slow(int count, Duration gap) implements Reply {}

  /** One text of {@code bytes} ASCII characters. */
  record Huge(int bytes) implements Reply {}

  /** A thinking block followed by the default text. */
  record Think(String words) implements Reply {}

  /** Text that ends with another stop reason, such as {@code max_tokens} or {@code refusal}. */
  record Stop(String reason, String words) implements Reply {}

  /** A tool name and its input (JSON). */
  record ToolCall(String name, Object input) {}

  /**
   * Something that goes wrong.
   *
   * @param times how many attempts at this step meet it; 0 means all of them
   */
  record Fault(FaultKind kind, int times) implements Directive {}

  /** What exactly goes wrong. */
  sealed interface FaultKind {}

  /** An HTTP error answer. */
  record ErrorStatus(
      int status, Optional<String> type, Optional<String> message, Map<String, String> headers)
      implements FaultKind {}

  /** RST before any byte. */
  record Reset() implements FaultKind {}

  /** The request is taken and never answered. */
  record Hang() implements FaultKind {}

  /** RST after some pieces of text. */
  record ResetMid(int pieces) implements FaultKind {}

  /** Silence after some pieces of text. */
  record HangMid(int pieces) implements FaultKind {}

  /** An error event after some pieces of text. */
  record ErrorMid(int pieces, int status, Optional<String> message) implements FaultKind {}

  /** A stream that is not JSON. */
  record Garbage() implements FaultKind {}

  /** Changes the reply that follows. */
  sealed interface Modifier extends Directive {}

  /** Waits before the answer begins. */
  record Delay(Duration duration) implements Modifier {}

  /** Sets token counts such as {@code input_tokens}. */
  record Usage(Map<String, Integer> tokens) implements Modifier {}
}
