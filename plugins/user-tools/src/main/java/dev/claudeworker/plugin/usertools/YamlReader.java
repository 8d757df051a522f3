package dev.claudeworker.plugin.usertools;

import dev.claudeworker.spi.JsonValue;
import dev.claudeworker.spi.JsonValue.JsonArray;
import dev.claudeworker.spi.JsonValue.JsonBoolean;
import dev.claudeworker.spi.JsonValue.JsonNull;
import dev.claudeworker.spi.JsonValue.JsonNumber;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.JsonValue.JsonString;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/** Reads YAML as JSON values; no object is ever made of a tag, and a small file cannot unfold into a huge one. */
final class YamlReader {

  private static final int MAX_LENGTH = 256 * 1024;
  private static final int MAX_DEPTH = 20;
  private static final int MAX_ALIASES = 10;

  private YamlReader() {}

  static JsonObject object(String text) throws ToolProblem {
    var options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    options.setCodePointLimit(MAX_LENGTH);
    options.setNestingDepthLimit(MAX_DEPTH);
    options.setMaxAliasesForCollections(MAX_ALIASES);
    try {
      if (value(new Yaml(new SafeConstructor(options)).load(text)) instanceof JsonObject object) {
        return object;
      }
    } catch (MarkedYAMLException wrong) {
      int line = wrong.getProblemMark() == null ? 0 : wrong.getProblemMark().getLine() + 1;
      throw new ToolProblem(":" + line + ": " + wrong.getProblem());
    } catch (YAMLException | IllegalArgumentException wrong) {
      throw new ToolProblem(": " + wrong.getMessage());
    }
    throw new ToolProblem(": is no mapping of names to values");
  }

  private static JsonValue value(@Nullable Object read) {
    return switch (read) {
      case null -> new JsonNull();
      case Boolean truth -> new JsonBoolean(truth);
      case Number number -> new JsonNumber(new BigDecimal(number.toString()));
      case List<?> items -> new JsonArray(items.stream().map(YamlReader::value).toList());
      case Map<?, ?> map -> object(map);
      default -> new JsonString(String.valueOf(read));
    };
  }

  private static JsonObject object(Map<?, ?> map) {
    Map<String, JsonValue> members = new LinkedHashMap<>();
    map.forEach((name, value) -> members.put(String.valueOf(name), value(value)));
    return new JsonObject(members);
  }
}
