package dev.claudeworker.stub;

import dev.claudeworker.stub.Directive.Huge;
import dev.claudeworker.stub.Directive.Reply;
import dev.claudeworker.stub.Directive.Slow;
import dev.claudeworker.stub.Directive.Stop;
import dev.claudeworker.stub.Directive.Text;
import dev.claudeworker.stub.Directive.Think;
import dev.claudeworker.stub.Directive.ToolCall;
import dev.claudeworker.stub.Directive.ToolUse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What one assistant turn contains and at which pace it is sent.
 *
 * @param blocks content blocks in the form of the Messages API
 * @param pieces into how many deltas each text is cut
 * @param gap the pause after each delta
 */
record Answer(List<Map<String, Object>> blocks, String stopReason, int pieces, Duration gap) {

  private static final int HUGE_PIECE_BYTES = 4096;

  static Answer of(Reply reply, String defaultText) {
    return switch (reply) {
      case Text(String words) -> text(words);
      case Stop(String reason, String words) ->
          new Answer(List.of(textBlock(words)), reason, 1, Duration.ZERO);
      case Think(String words) ->
          new Answer(
              List.of(thinkingBlock(words), textBlock(defaultText)), "end_turn", 1, Duration.ZERO);
      case Slow(int count, Duration gap) ->
          new Answer(List.of(textBlock(countedWords(count))), "end_turn", count, gap);
      case Huge(int bytes) ->
          new Answer(
              List.of(textBlock(lines(bytes))),
              "end_turn",
              Math.max(1, bytes / HUGE_PIECE_BYTES),
              Duration.ZERO);
      case ToolUse(List<ToolCall> calls) ->
          new Answer(
              calls.stream().map(Answer::toolBlock).toList(), "tool_use", 1, Duration.ZERO);
    };
  }

  static Answer text(String words) {
    return new Answer(List.of(textBlock(words)), "end_turn", 1, Duration.ZERO);
  }

  /** An invented but steady token count: a quarter of the characters. */
  int outputTokens() {
    return Math.max(1, blocks.stream().mapToInt(block -> JsonWriter.write(block).length()).sum() / 4);
  }

  private static Map<String, Object> textBlock(String words) {
    return Map.of("type", "text", "text", words);
  }

  private static Map<String, Object> thinkingBlock(String words) {
    return Map.of("type", "thinking", "thinking", words, "signature", "c3R1Yg==");
  }

  private static Map<String, Object> toolBlock(ToolCall call) {
    String id = "toolu_stub" + UUID.randomUUID().toString().replace("-", "").substring(0, 16);
    return Map.of("type", "tool_use", "id", id, "name", call.name(), "input", call.input());
  }

  private static String countedWords(int count) {
    return IntStream.range(0, count).mapToObj(i -> "w" + i + " ").collect(Collectors.joining());
  }

  private static String lines(int bytes) {
    String line = "0123456789abcdef".repeat(4) + "\n";
    return line.repeat(bytes / line.length() + 1).substring(0, bytes);
  }
}
