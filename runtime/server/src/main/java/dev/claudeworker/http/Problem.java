package dev.claudeworker.http;

import dev.claudeworker.json.ObjectBuilder;
import dev.claudeworker.spi.JsonValue.JsonObject;
import java.util.List;

/**
 * What went wrong, as RFC 9457 wants it told.
 *
 * @param status the HTTP status
 * @param code the stable code
 * @param detail what happened and why
 * @param suggestion what to do next
 * @param errors the places of the request that are wrong; empty if it is not about places
 */
public record Problem(int status, String code, String detail, String suggestion, List<FieldProblem> errors) {

  /** Copies the list. */
  public Problem {
    errors = List.copyOf(errors);
  }

  /** A problem that is not about places of the request. */
  public static Problem of(int status, String code, String detail, String suggestion) {
    return new Problem(status, code, detail, suggestion, List.of());
  }

  /** A request whose parts are wrong. */
  static Problem invalid(int status, List<FieldProblem> errors) {
    String detail = errors.size() == 1
        ? errors.getFirst().pointer() + ": " + errors.getFirst().detail()
        : "The request has " + errors.size() + " problems; 'errors' lists them all.";
    return new Problem(status, "invalid_request", detail, "Correct what 'errors' names and send the request again.",
        errors);
  }

  JsonObject toJson() {
    return new ObjectBuilder()
        .put("type", "urn:claude-worker:problem:" + code)
        .put("title", code.replace('_', ' '))
        .put("status", status)
        .put("code", code)
        .put("detail", detail)
        .put("suggestion", suggestion)
        .put("errors", errors.stream().map(FieldProblem::toJson).toList())
        .build();
  }
}
