package dev.claudeworker.openapi;

import dev.claudeworker.json.ObjectBuilder;
import dev.claudeworker.spi.JsonValue;
import dev.claudeworker.spi.JsonValue.JsonArray;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.JsonValue.JsonString;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The shape of a JSON value, in the words of JSON Schema 2020-12.
 *
 * @param name name among the document's components; empty = it is written out where it is used
 * @param definition the schema itself
 * @param parts the schemas that it refers to
 */
public record Schema(Optional<String> name, JsonObject definition, List<Schema> parts) {

  private static final String COMPONENTS = "#/components/schemas/";

  /** Copies the list. */
  public Schema {
    parts = List.copyOf(parts);
  }

  /** A text. */
  public static Schema text(String description) {
    return plain("string", description);
  }

  /** A moment, RFC 3339 in UTC. */
  public static Schema time(String description) {
    return text(description).with("format", new JsonString("date-time"));
  }

  /** A UUID. */
  public static Schema uuid(String description) {
    return text(description).with("format", new JsonString("uuid"));
  }

  /** One of some words. */
  public static Schema word(String description, List<String> words) {
    return text(description).with("enum", JsonArray.ofTexts(words));
  }

  /** A whole number. */
  public static Schema integer(String description) {
    return plain("integer", description);
  }

  /** A whole number within bounds. */
  public static Schema integer(String description, long least, long most) {
    return integer(description).with("minimum", JsonValue.JsonNumber.of(least))
        .with("maximum", JsonValue.JsonNumber.of(most));
  }

  /** A number. */
  public static Schema number(String description) {
    return plain("number", description);
  }

  /** True or false. */
  public static Schema truth(String description) {
    return plain("boolean", description);
  }

  /** An object of any shape. */
  public static Schema anyObject(String description) {
    return plain("object", description);
  }

  /** Any value. */
  public static Schema any(String description) {
    return new Schema(Optional.empty(), new ObjectBuilder().put("description", description).build(), List.of());
  }

  /** Names with values of one shape. */
  public static Schema map(String description, Schema values) {
    return new Schema(Optional.empty(), anyObject(description).definition()
        .with("additionalProperties", values.reference()), List.of(values));
  }

  /** A list. */
  public static Schema list(String description, Schema items) {
    return new Schema(Optional.empty(), plain("array", description).definition().with("items", items.reference()),
        List.of(items));
  }

  /** One of several shapes. */
  public static Schema either(String description, Schema... choices) {
    var references = new JsonArray(Stream.of(choices).<JsonValue>map(Schema::reference).toList());
    JsonObject definition = description.isEmpty() ? JsonObject.EMPTY : any(description).definition();
    return new Schema(Optional.empty(), definition.with("anyOf", references), List.of(choices));
  }

  /** The same, or null. */
  public Schema orNull() {
    Optional<String> type = definition.text("type");
    boolean closed = name.isPresent() || definition.get("enum").isPresent();
    return closed || type.isEmpty() ? either("", this, plain("null", ""))
        : with("type", JsonArray.ofTexts(List.of(type.get(), "null")));
  }

  /** How it is written where it is used. */
  JsonObject reference() {
    return name.map(word -> new ObjectBuilder().put("$ref", COMPONENTS + word).build()).orElse(definition);
  }

  private static Schema plain(String type, String description) {
    var document = new ObjectBuilder().put("type", type);
    if (!description.isEmpty()) {
      document.put("description", description);
    }
    return new Schema(Optional.empty(), document.build(), List.of());
  }

  private Schema with(String keyword, JsonValue value) {
    return new Schema(name, definition.with(keyword, value), parts);
  }
}
