package dev.claudeworker.config;

import dev.claudeworker.spi.JsonValue;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Sets one key in the text of a configuration file and leaves all else as it is: comments, order, blank lines. JSON is edited
 * as the YAML that it also is.
 */
public final class ConfigEdit {

  private final String text;
  private final ConfigNotation notation;

  private ConfigEdit(String text, ConfigNotation notation) {
    this.text = text;
    this.notation = notation;
  }

  /**
   * Sets a key.
   *
   * @param file the file, whose name tells YAML from JSON
   * @param text what stands in it; may be empty
   * @param name the key, for example {@code server.port}
   * @param value its new value
   * @return what is to stand in it
   * @throws ConfigurationException if the file cannot be read, or is written in a way that cannot be edited safely
   */
  public static String set(Path file, String text, String name, JsonValue value) throws ConfigurationException {
    boolean emptyJson = ConfigFile.isJson(file) && text.isBlank();
    String before = emptyJson ? "{}\n" : text;
    Map<String, JsonValue> expected = values(file, before);
    expected.put(name, value);
    String edited;
    try {
      edited = new ConfigEdit(before, new ConfigNotation(ConfigFile.isJson(file))).set(name, value);
    } catch (ConfigSyntaxException unreadable) {
      throw new ConfigurationException(List.of(file + ": the file " + unreadable.getMessage()));
    }
    // An alias, a merge or a tab in an odd place could make the edit mean something else than it says.
    if (!values(file, edited).equals(expected)) {
      throw new ConfigurationException(
          List.of(
              file + " is written in a way that cannot be changed safely from here; change '" + name + "' by hand"));
    }
    return edited;
  }

  private static Map<String, JsonValue> values(Path file, String text) throws ConfigurationException {
    Map<String, JsonValue> values = new HashMap<>();
    ConfigFile.parse(file, text).forEach((name, given) -> values.put(name, given.value()));
    return values;
  }

  private String set(String name, JsonValue value) throws ConfigSyntaxException {
    Optional<Node> root = YamlTree.nodes(text);
    if (root.isPresent() && root.get() instanceof MappingNode mapping) {
      return set(mapping, name, value);
    }
    return text + (text.isEmpty() || text.endsWith("\n") ? "" : "\n")
        + notation.block(List.of(name.split("\\.")), value, 0)
        + "\n";
  }

  private String set(MappingNode mapping, String name, JsonValue value) {
    for (NodeTuple tuple : mapping.getValue()) {
      String key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
      if (key.equals(name)) {
        return replace(tuple, notation.inline(value));
      }
      if (name.startsWith(key + ".")) {
        String rest = name.substring(key.length() + 1);
        if (tuple.getValueNode() instanceof MappingNode inner) {
          return set(inner, rest, value);
        }
        return beginSection(tuple, rest, value);
      }
    }
    return add(mapping, List.of(name.split("\\.")), value);
  }

  /** From behind the colon, so that a list of several lines goes away as a whole. */
  private String replace(NodeTuple tuple, String written) {
    Node value = tuple.getValueNode();
    boolean oneLine = value.getStartMark().getLine() == tuple.getKeyNode().getStartMark().getLine();
    int from = oneLine && end(value) > start(value) ? start(value) : colon(tuple);
    String blank = from == colon(tuple) ? " " : "";
    return splice(from, Math.max(from, end(value)), blank + written);
  }

  /** A section that was begun and has nothing below it yet. */
  private String beginSection(NodeTuple tuple, String rest, JsonValue value) {
    int column = tuple.getKeyNode().getStartMark().getColumn();
    int end = endOfLine(colon(tuple));
    return splice(end, end, "\n" + notation.block(List.of(rest.split("\\.")), value, column + ConfigNotation.INDENT));
  }

  private String add(MappingNode mapping, List<String> names, JsonValue value) {
    boolean flow = text.startsWith("{", start(mapping));
    if (mapping.getValue().isEmpty()) {
      return splice(start(mapping), end(mapping), "{" + notation.flow(names, value) + "}");
    }
    NodeTuple last = mapping.getValue().getLast();
    int end = Math.max(colon(last), end(last.getValueNode()));
    if (flow) {
      boolean oneLine = mapping.getStartMark().getLine() == last.getKeyNode().getStartMark().getLine();
      String gap = oneLine ? " " : "\n" + " ".repeat(last.getKeyNode().getStartMark().getColumn());
      return splice(end, end, "," + gap + notation.flow(names, value));
    }
    int lineEnd = endOfLine(end);
    int column = mapping.getValue().getFirst().getKeyNode().getStartMark().getColumn();
    return splice(lineEnd, lineEnd, "\n" + notation.block(names, value, column));
  }

  private String splice(int from, int to, String written) {
    return text.substring(0, from) + written + text.substring(to);
  }

  private int colon(NodeTuple tuple) {
    return text.indexOf(':', end(tuple.getKeyNode())) + 1;
  }

  private int endOfLine(int from) {
    int end = text.indexOf('\n', from);
    return end < 0 ? text.length() : end;
  }

  private int start(Node node) {
    return text.offsetByCodePoints(0, node.getStartMark().getIndex());
  }

  /** The parser lets a block of several lines end where the next thing begins; comments in between are not part of it. */
  private int end(Node node) {
    boolean flow = text.startsWith("{", start(node)) || text.startsWith("[", start(node));
    if (!flow && node instanceof SequenceNode sequence && !sequence.getValue().isEmpty()) {
      return end(sequence.getValue().getLast());
    }
    if (!flow && node instanceof MappingNode mapping && !mapping.getValue().isEmpty()) {
      return end(mapping.getValue().getLast().getValueNode());
    }
    int end = text.offsetByCodePoints(0, node.getEndMark().getIndex());
    while (end > start(node) && Character.isWhitespace(text.charAt(end - 1))) {
      end--;
    }
    return end;
  }
}
