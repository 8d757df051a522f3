package dev.claudeworker.openapi;

import dev.claudeworker.json.ObjectBuilder;
import dev.claudeworker.spi.JsonValue.JsonArray;
import dev.claudeworker.spi.JsonValue.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Builds the schema of an object member by member. */
public final class ObjectSchema {

  private final Optional<String> name;
  private final String description;
  private final Map<String, Schema> members = new LinkedHashMap<>();
  private final List<String> required = new ArrayList<>();

  private ObjectSchema(Optional<String> name, String description) {
    this.name = name;
    this.description = description;
  }

  /** An object that the document lists among its components. */
  public static ObjectSchema named(String name, String description) {
    return new ObjectSchema(Optional.of(name), description);
  }

  /** An object that is written out where it is used. */
  public static ObjectSchema unnamed(String description) {
    return new ObjectSchema(Optional.empty(), description);
  }

  /** Adds a member that is always there. */
  public ObjectSchema must(String member, Schema schema) {
    required.add(member);
    return may(member, schema);
  }

  /** Adds a member that may be absent. */
  public ObjectSchema may(String member, Schema schema) {
    members.put(member, schema);
    return this;
  }

  /** The schema of an answer: members may be added to it in later versions. */
  public Schema open() {
    return new Schema(name, definition().build(), List.copyOf(members.values()));
  }

  /** The schema of a request: a member that it does not name is refused. */
  public Schema closed() {
    return new Schema(name, definition().put("additionalProperties", false).build(), List.copyOf(members.values()));
  }

  private ObjectBuilder definition() {
    var properties = new ObjectBuilder();
    members.forEach((member, schema) -> properties.put(member, schema.reference()));
    JsonObject named = properties.build();
    var document = new ObjectBuilder().put("type", "object").put("description", description).put("properties", named);
    return required.isEmpty() ? document : document.put("required", JsonArray.ofTexts(required));
  }
}
