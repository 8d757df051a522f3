package dev.claudeworker.mcp;

import dev.claudeworker.json.ObjectBuilder;
import dev.claudeworker.spi.JsonCodec;
import dev.claudeworker.spi.JsonValue;
import dev.claudeworker.spi.JsonValue.JsonArray;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.tool.Question;
import dev.claudeworker.spi.tool.Reply;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Questions and their answers as they stand in messages. */
final class QuestionDocument {

  private QuestionDocument() {}

  /** Questions by key. */
  static JsonObject of(Map<String, Question> questions) {
    var document = new ObjectBuilder();
    questions.entrySet()
        .stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(entry -> document.put(entry.getKey(), of(entry.getValue())));
    return document.build();
  }

  private static JsonObject of(Question question) {
    return switch (question) {
      case Question.Form(String message, JsonObject schema) -> request("elicitation/create", new ObjectBuilder()
          .put("mode", "form")
          .put("message", message)
          .put("requestedSchema", schema)
          .build());
      case Question.Sample(String text, int maxTokens) -> request("sampling/createMessage", new ObjectBuilder()
          .put("messages", List.of(new ObjectBuilder()
              .put("role", "user")
              .put("content", new ObjectBuilder().put("type", "text").put("text", text).build())
              .build()))
          .put("maxTokens", maxTokens)
          .build());
      case Question.Roots() -> request("roots/list", JsonObject.EMPTY);
    };
  }

  private static JsonObject request(String method, JsonObject params) {
    return new ObjectBuilder().put("method", method).put("params", params).build();
  }

  /** Reads an answer; empty if it does not fit the question, which then stays open. */
  static Optional<Reply> reply(Question question, JsonObject answer, JsonCodec json) {
    return switch (question) {
      case Question.Form form -> answerOf(form, answer, json);
      case Question.Sample _ -> accepted(answer, answer.get("content").isPresent());
      case Question.Roots _ -> accepted(answer, answer.get("roots").orElse(answer) instanceof JsonArray);
    };
  }

  private static Optional<Reply> answerOf(Question.Form form, JsonObject answer, JsonCodec json) {
    return switch (answer.text("action").orElse("")) {
      case "accept" -> answer.get("content")
          .filter(content -> fits(form.schema(), content, json))
          .map(content -> new Reply(true, (JsonObject) content));
      case "decline", "cancel" -> Optional.of(Reply.DECLINED);
      default -> Optional.empty();
    };
  }

  private static boolean fits(JsonObject schema, JsonValue content, JsonCodec json) {
    return content instanceof JsonObject && SchemaCheck.problems(json, schema, content).isEmpty();
  }

  private static Optional<Reply> accepted(JsonObject answer, boolean fits) {
    return fits ? Optional.of(new Reply(true, answer)) : Optional.empty();
  }
}
