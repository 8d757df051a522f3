package dev.claudeworker.mcp;

import dev.claudeworker.spi.JsonValue.JsonNull;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.tool.Question;

/**
 * What a client says it can do beyond calling.
 *
 * @param forms put a form to its user
 * @param samples ask its model
 * @param roots tell its directories
 * @param followsWork take a handle in place of a result
 */
record ClientAbilities(boolean forms, boolean samples, boolean roots, boolean followsWork) {

  /** Only calls. */
  static final ClientAbilities NONE = new ClientAbilities(false, false, false, false);

  /** The extension by which a client takes handles. */
  static final String TASKS = "io.modelcontextprotocol/tasks";

  private static final String ELICITATION = "elicitation";
  private static final String SAMPLING = "sampling";
  private static final String ROOTS = "roots";
  private static final String EXTENSIONS = "extensions";

  /** As a stateless request declares them; nothing else counts, not even what the same client said before. */
  static ClientAbilities of(RpcMessage request) {
    if (!(request.meta(McpMeta.CAPABILITIES).orElse(JsonObject.EMPTY) instanceof JsonObject declared)) {
      return NONE;
    }
    return new ClientAbilities(forms(declared), has(declared, SAMPLING), has(declared, ROOTS),
        declared.get(EXTENSIONS).orElse(JsonObject.EMPTY) instanceof JsonObject extensions && has(extensions, TASKS));
  }

  /** A client that names no way of asking means forms; one that names only others cannot show them. */
  private static boolean forms(JsonObject declared) {
    return declared.get(ELICITATION).orElse(new JsonNull()) instanceof JsonObject ways
        && (ways.members().isEmpty() || has(ways, "form"));
  }

  private static boolean has(JsonObject declared, String name) {
    return declared.get(name).orElse(new JsonNull()) instanceof JsonObject;
  }

  boolean can(Question question) {
    return switch (question) {
      case Question.Form _ -> forms;
      case Question.Sample _ -> samples;
      case Question.Roots _ -> roots;
    };
  }

  /** What a client would have to declare to be asked a question. */
  static JsonObject neededFor(Question question) {
    return JsonObject.EMPTY.with(switch (question) {
      case Question.Form _ -> ELICITATION;
      case Question.Sample _ -> SAMPLING;
      case Question.Roots _ -> ROOTS;
    }, JsonObject.EMPTY);
  }

  /** What a client would have to declare to take handles. */
  static JsonObject neededForHandles() {
    return JsonObject.EMPTY.with(EXTENSIONS, JsonObject.EMPTY.with(TASKS, JsonObject.EMPTY));
  }
}
