package dev.claudeworker.stub;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Sends an {@link Answer} as events or, when the client did not ask for a stream, as one JSON. */
final class AnswerWriter {

  private static final int DEFAULT_INPUT_TOKENS = 100;

  private final StubConnection connection;
  private final MessagesRequest request;
  private final Pacing pacing;

  AnswerWriter(StubConnection connection, MessagesRequest request, Pacing pacing) {
    this.connection = connection;
    this.request = request;
    this.pacing = pacing;
  }

  void write(Answer answer, Map<String, Integer> tokens) throws IOException, InterruptedException {
    int outputTokens = tokens.getOrDefault("output_tokens", answer.outputTokens());
    if (request.streaming()) {
      writeEvents(answer, tokens, outputTokens);
    } else {
      pacing.pause(answer.gap().multipliedBy(answer.pieces()));
      Map<String, Object> message = emptyMessage(tokens, outputTokens);
      message.put("content", answer.blocks());
      message.put("stop_reason", answer.stopReason());
      connection.sendJson(200, message, Map.of());
    }
  }

  /** Sends the beginning of an answer: the given number of pieces of a text that never ends. */
  EventStream writeBeginning(int pieces) throws IOException, InterruptedException {
    EventStream events = connection.startEvents();
    events.send("message_start", Map.of("message", emptyMessage(Map.of(), 1)));
    events.send("content_block_start", blockStart(0, Map.of("type", "text", "text", "")));
    for (int i = 0; i < pieces; i++) {
      events.send("content_block_delta", delta(0, "text_delta", "text", "p" + i + " "));
      pacing.pause(Duration.ofMillis(50));
    }
    return events;
  }

  private void writeEvents(Answer answer, Map<String, Integer> tokens, int outputTokens)
      throws IOException, InterruptedException {
    EventStream events = connection.startEvents();
    events.send("message_start", Map.of("message", emptyMessage(tokens, 1)));
    events.send("ping", Map.of());
    for (int index = 0; index < answer.blocks().size(); index++) {
      writeBlock(events, answer, index);
      events.send("content_block_stop", Map.of("index", index));
    }
    events.send("message_delta", Map.of(
        "delta", Map.of("stop_reason", answer.stopReason(), "stop_sequence", JsonNull.NULL),
        "usage", Map.of("output_tokens", outputTokens)));
    events.send("message_stop", Map.of());
  }

  private void writeBlock(EventStream events, Answer answer, int index)
      throws IOException, InterruptedException {
    Map<String, Object> block = answer.blocks().get(index);
    switch (String.valueOf(block.get("type"))) {
      case "text" -> writeText(events, answer, index, (String) block.get("text"));
      case "thinking" -> {
        events.send("content_block_start", blockStart(
            index, Map.of("type", "thinking", "thinking", "", "signature", "")));
        events.send("content_block_delta",
            delta(index, "thinking_delta", "thinking", block.get("thinking")));
        events.send("content_block_delta",
            delta(index, "signature_delta", "signature", block.get("signature")));
      }
      default -> {
        Map<String, Object> start = new LinkedHashMap<>(block);
        start.put("input", Map.of());
        events.send("content_block_start", blockStart(index, start));
        events.send("content_block_delta", delta(
            index, "input_json_delta", "partial_json", JsonWriter.write(block.get("input"))));
      }
    }
  }

  private void writeText(EventStream events, Answer answer, int index, String text)
      throws IOException, InterruptedException {
    events.send("content_block_start", blockStart(index, Map.of("type", "text", "text", "")));
    int step = Math.max(1, Math.ceilDiv(text.length(), answer.pieces()));
    for (int at = 0; at < text.length(); at += step) {
      String piece = text.substring(at, Math.min(text.length(), at + step));
      events.send("content_block_delta", delta(index, "text_delta", "text", piece));
      pacing.pause(answer.gap());
    }
  }

  private static Map<String, Object> blockStart(int index, Map<String, Object> block) {
    return Map.of("index", index, "content_block", block);
  }

  private static Map<String, Object> delta(int index, String type, String name, Object value) {
    return Map.of("index", index, "delta", Map.of("type", type, name, value));
  }

  private Map<String, Object> emptyMessage(Map<String, Integer> tokens, int outputTokens) {
    Map<String, Object> usage = new LinkedHashMap<>();
    usage.put("input_tokens", DEFAULT_INPUT_TOKENS);
    usage.put("cache_creation_input_tokens", 0);
    usage.put("cache_read_input_tokens", 0);
    usage.putAll(tokens);
    usage.put("output_tokens", outputTokens);
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("id", "msg_stub" + UUID.randomUUID().toString().replace("-", ""));
    message.put("type", "message");
    message.put("role", "assistant");
    message.put("model", request.model());
    message.put("content", List.of());
    message.put("stop_reason", JsonNull.NULL);
    message.put("stop_sequence", JsonNull.NULL);
    message.put("usage", usage);
    return message;
  }
}
