package dev.claudeworker.plugin.shell;

import dev.claudeworker.spi.JsonCodec;
import dev.claudeworker.spi.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where the result of a program is in what it prints. */
sealed interface ResultPlace {

  /** The result; empty if the output has none there. */
  Optional<String> in(String output, JsonCodec json);

  /** All of it. */
  record All() implements ResultPlace {

    @Override
    public Optional<String> in(String output, JsonCodec json) {
      return Optional.of(output);
    }
  }

  /** The last line that is not blank. */
  record LastLine() implements ResultPlace {

    @Override
    public Optional<String> in(String output, JsonCodec json) {
      return Optional.of(OneLine.lastOf(output));
    }
  }

  /**
   * A place in the whole output if that is one JSON document, else in the last of its lines that has it.
   *
   * @param pointer the place
   */
  record Pointed(JsonPointer pointer) implements ResultPlace {

    @Override
    public Optional<String> in(String output, JsonCodec json) {
      return documents(output, json).reversed()
          .stream()
          .flatMap(document -> pointer.textIn(document).stream())
          .findFirst();
    }
  }

  /** The JSON documents in an output: all of it, or its lines. */
  static List<JsonValue> documents(String output, JsonCodec json) {
    Optional<JsonValue> whole = parsed(output, json);
    if (whole.isPresent()) {
      return List.of(whole.get());
    }
    List<JsonValue> documents = new ArrayList<>();
    output.lines().forEach(line -> parsed(line, json).ifPresent(documents::add));
    return documents;
  }

  private static Optional<JsonValue> parsed(String text, JsonCodec json) {
    if (!text.stripLeading().startsWith("{") && !text.stripLeading().startsWith("[")) {
      return Optional.empty();
    }
    try {
      return Optional.of(json.parse(text));
    } catch (RuntimeException noJson) {
      // Programs mix words and JSON; what is no document is skipped.
      return Optional.empty();
    }
  }
}
