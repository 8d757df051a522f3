package dev.claudeworker.config;

import dev.claudeworker.spi.JsonValue;
import dev.claudeworker.spi.JsonValue.JsonArray;
import dev.claudeworker.spi.JsonValue.JsonBoolean;
import dev.claudeworker.spi.JsonValue.JsonNull;
import dev.claudeworker.spi.JsonValue.JsonNumber;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.JsonValue.JsonString;
import java.io.StringReader;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Reads YAML without ever making an object of it: only the tree of nodes is used, so a tag can name no class. Aliases are
 * counted every time they are used, so a small file cannot unfold into a huge one.
 */
final class YamlTree {

  static final int MAX_LENGTH = 1024 * 1024;
  static final int MAX_DEPTH = 20;
  static final int MAX_NODES = 10_000;

  private static final Set<Tag> PLAIN_TAGS =
      Set.of(Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.NULL, Tag.TIMESTAMP, Tag.MAP, Tag.SEQ, Tag.MERGE);

  private final int maxNodes;
  private int nodes;

  private YamlTree(int maxNodes) {
    this.maxNodes = maxNodes;
  }

  static ConfigTree.Section parse(String text) throws ConfigSyntaxException {
    Optional<Node> root = nodes(text);
    return root.isEmpty()
        ? new ConfigTree.Section(List.of(), 1)
        : (ConfigTree.Section) new YamlTree(MAX_NODES).tree(root.get(), 0);
  }

  /** The nodes of a configuration with their places in the text; empty if it says nothing. */
  static Optional<Node> nodes(String text) throws ConfigSyntaxException {
    return Optional.ofNullable(
        compose(text, MAX_LENGTH, "does not begin with names and values, such as 'server:'"));
  }

  /** A whole document as one value, within bounds of its own. */
  static JsonObject object(String text, int maxLength, int maxNodes) throws ConfigSyntaxException {
    Node root = compose(text, maxLength, "does not begin with names and values, such as 'tasks:'");
    return root == null ? JsonObject.EMPTY : (JsonObject) new YamlTree(maxNodes).value(root, 0);
  }

  private static @Nullable Node compose(String text, int maxLength, String expected) throws ConfigSyntaxException {
    Node root;
    try {
      root = new Yaml(new SafeConstructor(options(maxLength))).compose(new StringReader(text));
    } catch (MarkedYAMLException invalid) {
      var mark = invalid.getProblemMark();
      throw new ConfigSyntaxException("is not valid YAML: " + invalid.getProblem(),
          mark == null ? 1 : mark.getLine() + 1);
    } catch (YAMLException refused) {
      throw new ConfigSyntaxException("is not usable YAML: " + refused.getMessage(), 1);
    }
    if (root != null && !(root instanceof MappingNode)) {
      throw new ConfigSyntaxException(expected, line(root));
    }
    return root;
  }

  private static LoaderOptions options(int maxLength) {
    var options = new LoaderOptions();
    options.setCodePointLimit(maxLength);
    options.setNestingDepthLimit(MAX_DEPTH);
    options.setAllowRecursiveKeys(false);
    options.setAllowDuplicateKeys(true); // told with both lines when the keys are checked
    return options;
  }

  private ConfigTree tree(Node node, int depth) throws ConfigSyntaxException {
    check(node, depth);
    if (!(node instanceof MappingNode mapping)) {
      return new ConfigTree.Leaf(value(node, depth), line(node));
    }
    List<ConfigTree.Entry> entries = new ArrayList<>();
    for (NodeTuple tuple : mapping.getValue()) {
      entries.add(new ConfigTree.Entry(name(tuple), line(tuple.getKeyNode()), tree(tuple.getValueNode(), depth + 1)));
    }
    return new ConfigTree.Section(entries, line(node));
  }

  private JsonValue value(Node node, int depth) throws ConfigSyntaxException {
    return switch (node) {
      case ScalarNode scalar -> scalar(scalar);
      case SequenceNode sequence -> sequence(sequence, depth);
      case MappingNode mapping -> mapping(mapping, depth);
      default -> throw new ConfigSyntaxException("has a value of an unknown kind", line(node));
    };
  }

  private JsonArray sequence(SequenceNode sequence, int depth) throws ConfigSyntaxException {
    List<JsonValue> items = new ArrayList<>();
    for (Node item : sequence.getValue()) {
      check(item, depth + 1);
      items.add(value(item, depth + 1));
    }
    return new JsonArray(items);
  }

  private JsonObject mapping(MappingNode mapping, int depth) throws ConfigSyntaxException {
    Map<String, JsonValue> members = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      check(tuple.getValueNode(), depth + 1);
      if (members.put(name(tuple), value(tuple.getValueNode(), depth + 1)) != null) {
        throw new ConfigSyntaxException("has '" + name(tuple) + "' twice in one place", line(tuple.getKeyNode()));
      }
    }
    return new JsonObject(members);
  }

  private void check(Node node, int depth) throws ConfigSyntaxException {
    if (++nodes > maxNodes || depth > MAX_DEPTH) {
      throw new ConfigSyntaxException(
          "unfolds to more than " + maxNodes + " values or " + MAX_DEPTH + " levels", line(node));
    }
    if (!PLAIN_TAGS.contains(node.getTag())) {
      throw new ConfigSyntaxException("has the tag " + node.getTag().getValue() + "; tags are not allowed", line(node));
    }
  }

  private static String name(NodeTuple tuple) throws ConfigSyntaxException {
    if (tuple.getKeyNode() instanceof ScalarNode scalar) {
      return scalar.getValue();
    }
    throw new ConfigSyntaxException("has a list or map where a name belongs", line(tuple.getKeyNode()));
  }

  /** Only what JSON would call a number or truth value is one; {@code on}, {@code 1:30} and {@code 0x1F} stay texts. */
  private static JsonValue scalar(ScalarNode scalar) {
    String text = scalar.getValue();
    Tag tag = scalar.getTag();
    if (tag.equals(Tag.NULL)) {
      return new JsonNull();
    }
    if (tag.equals(Tag.BOOL) && text.toLowerCase(Locale.ROOT).matches("true|false")) {
      return new JsonBoolean(Boolean.parseBoolean(text));
    }
    boolean number = (tag.equals(Tag.INT) || tag.equals(Tag.FLOAT)) && text.matches("-?\\d{1,40}(\\.\\d{1,40})?");
    return number ? new JsonNumber(new BigDecimal(text)) : new JsonString(text);
  }

  private static int line(Node node) {
    return node.getStartMark() == null ? 1 : node.getStartMark().getLine() + 1;
  }
}
