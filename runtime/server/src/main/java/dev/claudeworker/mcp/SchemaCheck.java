package dev.claudeworker.mcp;

import dev.claudeworker.spi.JsonCodec;
import dev.claudeworker.spi.JsonValue;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.tool.ToolDescriptor;
import io.vertx.core.json.Json;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.SchemaException;
import io.vertx.json.schema.Validator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Holds the arguments and results of one tool against its schemas. The schemas are read once. */
public final class SchemaCheck {

  private static final int MAX_TOLD = 5;

  /** How the validator says that a property is not in the schema. */
  private static final String UNKNOWN = "does not match additional properties schema";

  private static final JsonSchemaOptions OPTIONS =
      new JsonSchemaOptions().setBaseUri("claude-worker://tools/")
          .setDraft(Draft.DRAFT202012)
          .setOutputFormat(OutputFormat.Basic);

  private final JsonCodec json;
  private final Validator input;
  private final Optional<Validator> output;

  private SchemaCheck(JsonCodec json, Validator input, Optional<Validator> output) {
    this.json = json;
    this.input = input;
    this.output = output;
  }

  /**
   * Reads the schemas of a tool.
   *
   * @throws IllegalArgumentException if one of them is no schema
   */
  static SchemaCheck of(ToolDescriptor tool, JsonCodec json) {
    try {
      return new SchemaCheck(json, validator(json, tool.inputSchema()),
          tool.outputSchema().map(schema -> validator(json, schema)));
    } catch (SchemaException | IllegalStateException | ClassCastException wrong) {
      throw new IllegalArgumentException("a schema of the tool " + tool.name() + " is wrong: " + wrong.getMessage(),
          wrong);
    }
  }

  private static Validator validator(JsonCodec json, JsonObject schema) {
    return Validator.create(JsonSchema.of(new io.vertx.core.json.JsonObject(json.print(schema))), OPTIONS);
  }

  /** What is wrong with a value; empty if nothing is. For schemas that are used once. */
  static Optional<String> problems(JsonCodec json, JsonObject schema, JsonValue value) {
    return problems(json, validator(json, schema), value);
  }

  /** What is wrong with arguments; empty if nothing is. */
  Optional<String> ofArguments(JsonObject arguments) {
    return problems(json, input, arguments);
  }

  /** What is wrong with a structured result; empty if nothing is, or if anything may come. */
  Optional<String> ofResult(Optional<JsonValue> structured) {
    if (output.isEmpty()) {
      return Optional.empty();
    }
    return structured.isEmpty() ? Optional.of("it has an output schema and answered nothing structured")
        : problems(json, output.get(), structured.get());
  }

  private static Optional<String> problems(JsonCodec json, Validator validator, JsonValue value) {
    OutputUnit outcome = validator.validate(Json.decodeValue(json.print(value)));
    if (Boolean.TRUE.equals(outcome.getValid())) {
      return Optional.empty();
    }
    List<OutputUnit> errors = Optional.ofNullable(outcome.getErrors()).orElse(List.of());
    return Optional.of(errors.isEmpty() ? String.valueOf(outcome.getError())
        : causes(errors).stream().map(SchemaCheck::told).distinct().limit(MAX_TOLD).collect(Collectors.joining("; ")));
  }

  /** The validator names a wrong value up to three times; where there is a reason, the rest only repeats that there is one. */
  private static List<OutputUnit> causes(List<OutputUnit> errors) {
    Set<String> explained = errors.stream()
        .filter(error -> !isConsequence(error))
        .map(SchemaCheck::place)
        .collect(Collectors.toSet());
    return errors.stream()
        .filter(error -> !isConsequence(error) || explained.stream().noneMatch(place -> place.startsWith(place(error))))
        .toList();
  }

  private static boolean isConsequence(OutputUnit error) {
    String text = String.valueOf(error.getError());
    return text.endsWith("does not match schema") || text.endsWith(UNKNOWN);
  }

  private static String told(OutputUnit error) {
    String place = place(error);
    String text = String.valueOf(error.getError());
    String why = text.endsWith(UNKNOWN) ? "there is no such property in the schema" : text;
    return (place.equals("/") ? "" : place + ": ") + why;
  }

  private static String place(OutputUnit error) {
    return String.valueOf(error.getInstanceLocation()).replaceFirst("^#?/?", "/");
  }
}
