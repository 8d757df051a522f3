package dev.claudeworker.mcp;

import dev.claudeworker.json.ObjectBuilder;
import dev.claudeworker.security.Signer;
import dev.claudeworker.spi.JsonCodec;
import dev.claudeworker.spi.JsonSyntaxException;
import dev.claudeworker.spi.JsonValue;
import dev.claudeworker.spi.JsonValue.JsonArray;
import dev.claudeworker.spi.JsonValue.JsonNull;
import dev.claudeworker.spi.JsonValue.JsonNumber;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.JsonValue.JsonString;
import dev.claudeworker.spi.tool.Question;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Requests that are made again with answers. Between two rounds the client keeps what was answered so far: signed, so that
 * it cannot be changed, for one caller and one request, and for a bounded time.
 */
final class Rounds {

  static final String STATE = "requestState";
  static final String RESPONSES = "inputResponses";

  private static final String PURPOSE = "round";

  private final Signer signer;
  private final Duration lifetime;
  private final InstantSource clock;
  private final JsonCodec json;

  Rounds(Signer signer, Duration lifetime, InstantSource clock, JsonCodec json) {
    this.signer = signer;
    this.lifetime = lifetime;
    this.clock = clock;
    this.json = json;
  }

  /** Begins a round of a request. What a client with a handshake sends along is not looked at: it is never asked. */
  QuestionRound begin(RpcMessage request, McpClient client) {
    if (!client.stateless()) {
      return QuestionRound.mute(json);
    }
    Map<String, JsonObject> given = new HashMap<>();
    Optional<JsonValue> state = request.params().get(STATE);
    if (state.isPresent()) {
      given.putAll(read(state.get(), request, client));
    }
    given.putAll(responses(request));
    return new QuestionRound(ClientAbilities.of(request), given, json);
  }

  /** The answers in a request, by key. */
  static Map<String, JsonObject> responses(RpcMessage request) {
    if (!(request.params().get(RESPONSES).orElse(JsonObject.EMPTY) instanceof JsonObject responses)) {
      throw RpcException.invalidParams(RESPONSES + " must be an object with an answer for each key");
    }
    return objects(responses);
  }

  private static Map<String, JsonObject> objects(JsonObject responses) {
    Map<String, JsonObject> answers = new HashMap<>();
    responses.members().forEach((key, value) -> {
      if (!(value instanceof JsonObject answer)) {
        throw RpcException.invalidParams("the answer '" + key + "' in " + RESPONSES + " must be an object");
      }
      answers.put(key, answer);
    });
    return answers;
  }

  /** The answer to a round in which questions are open; empty if none is. */
  Optional<JsonObject> inputRequired(QuestionRound round, RpcMessage request, McpClient client) {
    Optional<Question> unaskable = round.unaskable();
    if (unaskable.isPresent() && client.stateless()) {
      throw RpcException.missingCapability(ClientAbilities.neededFor(unaskable.get()));
    }
    return round.open().isEmpty() ? Optional.empty()
        : Optional.of(new ObjectBuilder()
            .put("resultType", "input_required")
            .put("inputRequests", QuestionDocument.of(round.open()))
            .put(STATE, write(round.answered(), request, client))
            .build());
  }

  private String write(Map<String, JsonObject> answered, RpcMessage request, McpClient client) {
    var answers = new ObjectBuilder();
    answered.forEach(answers::put);
    String text = json.print(new ObjectBuilder()
        .put("of", fingerprint(request, client))
        .put("until", clock.instant().plus(lifetime).getEpochSecond())
        .put("answers", answers.build())
        .build());
    String encoded = Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    return encoded + "." + signer.sign(PURPOSE, encoded);
  }

  private Map<String, JsonObject> read(JsonValue value, RpcMessage request, McpClient client) {
    String state = value instanceof JsonString(String text) ? text : "";
    int dot = state.indexOf('.');
    if (dot < 0 || !signer.fits(PURPOSE, state.substring(0, dot), state.substring(dot + 1))) {
      throw refused("is not one that this server gave out");
    }
    JsonObject known =
        parse(new String(Base64.getUrlDecoder().decode(state.substring(0, dot)), StandardCharsets.UTF_8));
    if (!known.text("of").equals(Optional.of(fingerprint(request, client)))) {
      throw refused("belongs to another request");
    }
    if (!(known.get("until").orElse(new JsonNull()) instanceof JsonNumber until)
        || until.value().longValue() < clock.instant().getEpochSecond()) {
      throw refused("is older than " + lifetime.toSeconds() + " s (tools.answer_within)");
    }
    return known.get("answers").orElse(new JsonNull()) instanceof JsonObject answers ? objects(answers) : Map.of();
  }

  private static RpcException refused(String why) {
    return RpcException.invalidParams(STATE + " " + why + "; make the request again without " + STATE + " and "
        + RESPONSES);
  }

  private JsonObject parse(String text) {
    try {
      return json.parse(text) instanceof JsonObject object ? object : JsonObject.EMPTY;
    } catch (JsonSyntaxException impossible) {
      throw new IllegalStateException("signed, and not readable", impossible);
    }
  }

  /** What makes a request the same in all its rounds: who asks for what with which arguments. */
  private String fingerprint(RpcMessage request, McpClient client) {
    JsonValue parts = new JsonArray(List.of(
        new JsonString(request.method().orElse("")),
        new JsonString(request.params().text("name").orElse("")),
        new JsonString(client.tools().caller()),
        request.params().get("arguments").orElse(JsonObject.EMPTY)));
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(json.print(parts).getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }
}
