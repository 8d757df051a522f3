package dev.claudeworker.openapi;

import dev.claudeworker.openapi.Parameter.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a route does, for people and machines. Immutable: each method gives a new one with one thing more.
 *
 * @param summary what it does, a few words without a full stop
 * @param detail what else there is to know; may be empty
 * @param parameters its parameters, without those that the path names and nothing more is to be said about
 * @param body what is sent; empty = nothing
 * @param bodyRequired whether something must be sent
 * @param answers what comes back, problems of its own among it
 */
public record Operation(
    String summary, String detail, List<Parameter> parameters, Optional<Schema> body, boolean bodyRequired,
    List<Answer> answers) {

  private static final String JSON = "application/json";
  private static final String PROBLEM = "application/problem+json";

  /** Copies the lists. */
  public Operation {
    parameters = List.copyOf(parameters);
    answers = List.copyOf(answers);
  }

  /** An operation of which nothing else is known yet. */
  public static Operation of(String summary) {
    return new Operation(summary, "", List.of(), Optional.empty(), false, List.of());
  }

  /** With more to know, in whole sentences. */
  public Operation detail(String sentences) {
    return new Operation(summary, sentences, parameters, body, bodyRequired, answers);
  }

  /** With a parameter of the query. */
  public Operation query(String name, String description, Schema schema) {
    return with(new Parameter(Place.QUERY, name, description, schema));
  }

  /** With a parameter of the path that is more than a number or a word. */
  public Operation path(String name, String description, Schema schema) {
    return with(new Parameter(Place.PATH, name, description, schema));
  }

  /** With a header that changes what it does. */
  public Operation header(String name, String description) {
    return with(new Parameter(Place.HEADER, name, description, Schema.text("")));
  }

  /** Repeatable by {@code Idempotency-Key}. */
  public Operation idempotent() {
    return header("Idempotency-Key",
        "1 to 255 visible ASCII characters. The same key with the same body is answered with what the first request made.");
  }

  /** With a body that must be sent. */
  public Operation body(Schema schema) {
    return new Operation(summary, detail, parameters, Optional.of(schema), true, answers);
  }

  /** With a body that may be left out. */
  public Operation optionalBody(Schema schema) {
    return new Operation(summary, detail, parameters, Optional.of(schema), false, answers);
  }

  /** Answered with a JSON document. */
  public Operation answers(int status, String description, Schema schema) {
    return answers(status, description, JSON, schema);
  }

  /** Answered with a document of another type. */
  public Operation answers(int status, String description, String contentType, Schema schema) {
    return with(new Answer(status, description, contentType, Optional.of(schema)));
  }

  /** Answered without a body. */
  public Operation answersEmpty(int status, String description) {
    return with(new Answer(status, description, JSON, Optional.empty()));
  }

  /** Refused with a problem document, for a reason of its own. */
  public Operation refuses(int status, String code, String when) {
    return answers(status, "`" + code + "`: " + when, PROBLEM, Problems.SCHEMA);
  }

  private Operation with(Parameter parameter) {
    var more = new ArrayList<>(parameters);
    more.add(parameter);
    return new Operation(summary, detail, more, body, bodyRequired, answers);
  }

  private Operation with(Answer answer) {
    var more = new ArrayList<>(answers);
    more.add(answer);
    return new Operation(summary, detail, parameters, body, bodyRequired, more);
  }
}
