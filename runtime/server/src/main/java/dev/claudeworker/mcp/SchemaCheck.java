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
import java.util.stream.Collectors;

/** Holds the arguments and results of one tool against its schemas. The schemas are read once. */
public final class SchemaCheck {

  private static final int MAX_TOLD = 5;
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

  /** What is wrong with arguments; empty if nothing is. */
  Optional<String> ofArguments(JsonObject arguments) {
    return problems(input, arguments);
  }

  /** What is wrong with a structured result; empty if nothing is, or if anything may come. */
  Optional<String> ofResult(Optional<JsonValue> structured) {
    if (output.isEmpty()) {
      return Optional.empty();
    }
    return structured.isEmpty() ? Optional.of("it has an output schema and answered nothing structured")
        : problems(output.get(), structured.get());
  }

  private Optional<String> problems(Validator validator, JsonValue value) {
    OutputUnit outcome = validator.validate(Json.decodeValue(json.print(value)));
    if (Boolean.TRUE.equals(outcome.getValid())) {
      return Optional.empty();
    }
    List<OutputUnit> errors = Optional.ofNullable(outcome.getErrors()).orElse(List.of());
    return Optional.of(errors.isEmpty() ? String.valueOf(outcome.getError())
        : errors.stream().map(SchemaCheck::told).distinct().limit(MAX_TOLD).collect(Collectors.joining("; ")));
  }

  private static String told(OutputUnit error) {
    String place = String.valueOf(error.getInstanceLocation()).replaceFirst("^#?/?", "/");
    return (place.equals("/") ? "" : place + ": ") + error.getError();
  }
}
