package dev.claudeworker.mcp;

import dev.claudeworker.spi.ErrorCode;
import dev.claudeworker.spi.JsonCodec;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.WorkerException;
import dev.claudeworker.spi.tool.Dialog;
import dev.claudeworker.spi.tool.Question;
import dev.claudeworker.spi.tool.Reply;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One round of questions and answers: what was answered so far goes in, what is still open comes out. */
public final class QuestionRound implements Dialog {

  private static final ErrorCode CANNOT_ANSWER = ErrorCode.user("client_cannot_answer");
  private static final String KEY = "[A-Za-z0-9_-]{1,64}";

  private final ClientAbilities abilities;
  private final Map<String, JsonObject> given;
  private final JsonCodec json;

  /** Answers that fit their questions. Guarded by this. */
  private final Map<String, JsonObject> answered = new TreeMap<>();

  /** Guarded by this. */
  private final Map<String, Question> open = new TreeMap<>();

  /** What was asked although the client cannot answer it. Guarded by this. */
  private Optional<Question> unaskable = Optional.empty();

  QuestionRound(ClientAbilities abilities, Map<String, JsonObject> given, JsonCodec json) {
    this.abilities = abilities;
    this.given = Map.copyOf(given);
    this.json = json;
  }

  /** Of a client that can be asked nothing. */
  static QuestionRound mute(JsonCodec json) {
    return new QuestionRound(ClientAbilities.NONE, Map.of(), json);
  }

  @Override
  public boolean canAsk(Question question) {
    return abilities.can(question);
  }

  @Override
  public synchronized Optional<Reply> ask(String key, Question question) {
    if (!key.matches(KEY)) {
      throw new IllegalArgumentException("'" + key + "' is no key of a question; use 1 to 64 of A-Z a-z 0-9 _ -");
    }
    if (!canAsk(question)) {
      unaskable = Optional.of(question);
      throw new WorkerException(CANNOT_ANSWER, "This call has to ask a question (" + told(question)
          + "), and its client cannot pass questions on.",
          "Call it through a client that declares it can answer, or say in the arguments what it would ask.");
    }
    Optional<JsonObject> answer = Optional.ofNullable(given.get(key));
    Optional<Reply> reply = answer.flatMap(raw -> QuestionDocument.reply(question, raw, json));
    if (reply.isPresent()) {
      answered.put(key, answer.orElseThrow());
    } else {
      open.put(key, question);
    }
    return reply;
  }

  private static String told(Question question) {
    return switch (question) {
      case Question.Form form -> form.message();
      case Question.Sample _ -> "to the client's model";
      case Question.Roots _ -> "for the client's directories";
    };
  }

  synchronized Map<String, Question> open() {
    return new TreeMap<>(open);
  }

  synchronized Map<String, JsonObject> answered() {
    return new TreeMap<>(answered);
  }

  synchronized Optional<Question> unaskable() {
    return unaskable;
  }
}
