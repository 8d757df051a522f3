package dev.claudeworker;

import dev.claudeworker.config.Key;
import dev.claudeworker.config.KeyTable;
import dev.claudeworker.spi.ConfigType;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The server's command line.
 *
 * @param home {@code --home}
 * @param keys values of configuration keys that were given as flags, by the names of the keys
 * @param standalone whether to serve one agent at the standard streams instead of the network
 * @param reload whether to start again when configuration or program change
 * @param help whether only help is wanted
 * @param version whether only the version is wanted
 */
record Arguments(Optional<String> home, Map<String, String> keys, boolean standalone, boolean reload, boolean help,
    boolean version) {

  /** How the launcher calls the server; the words say nothing that this program does not do anyway. */
  private static final List<String> LAUNCHER_WORDS = List.of("server", "start", "--foreground", "mcp");

  /** Whoever says where to listen wants that others can listen in. */
  private static final Set<String> LISTENING = Set.of("server.host", "server.port", "server.auto_port");

  private static final String HOME = "--home";
  private static final String LOG_LEVEL = "log.level";

  Arguments {
    keys = Map.copyOf(keys);
  }

  /** Arguments that cannot be understood; the message says which and what there is instead. */
  static final class BadArgumentsException extends Exception {

    BadArgumentsException(String message) {
      super(message);
    }
  }

  static Arguments parse(String... words) throws BadArgumentsException {
    Deque<String> rest = new ArrayDeque<>(Arrays.asList(words));
    Optional<String> home = Optional.empty();
    Map<String, String> keys = new LinkedHashMap<>();
    boolean standalone = false;
    boolean reload = false;
    boolean help = false;
    boolean version = false;
    while (!rest.isEmpty()) {
      String word = rest.removeFirst();
      String flag = word.startsWith("--") && word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
      if (!flag.equals(word)) {
        rest.addFirst(word.substring(flag.length() + 1));
      }
      switch (flag) {
        case "--help", "-h" -> help = true;
        case "--version" -> version = true;
        case "--standalone" -> standalone = true;
        case "--reload" -> reload = true;
        case "--verbose" -> keys.put(LOG_LEVEL, "debug");
        case "--debug" -> keys.put(LOG_LEVEL, "trace");
        case HOME -> home = Optional.of(value(flag, rest));
        default -> {
          if (!LAUNCHER_WORDS.contains(word)) {
            Key key = keyOf(flag);
            boolean alone = key.key().type() == ConfigType.BOOLEAN && flag.equals(word);
            keys.put(key.name(), alone ? "true" : value(flag, rest));
          }
        }
      }
    }
    return new Arguments(home, keys, standalone, reload, help, version);
  }

  /** Whether the network is listened to: a server is there for it, and an agent alone only if told where. */
  boolean listens() {
    return !standalone || keys.keySet().stream().anyMatch(LISTENING::contains);
  }

  private static Key keyOf(String flag) throws BadArgumentsException {
    return KeyTable.KEYS.stream()
        .filter(key -> key.flag().equals(Optional.of(flag)))
        .findFirst()
        .orElseThrow(() -> new BadArgumentsException("unknown argument '" + flag + "'; known: " + known()));
  }

  private static String known() {
    Stream<String> keys = KeyTable.KEYS.stream().flatMap(key -> key.flag().stream());
    return Stream.concat(Stream.of(HOME), keys).sorted().collect(Collectors.joining(", "))
        + ", --verbose, --debug, --reload, --foreground, --help, --version";
  }

  private static String value(String flag, Deque<String> rest) throws BadArgumentsException {
    if (rest.isEmpty()) {
      throw new BadArgumentsException("the argument " + flag + " needs a value");
    }
    return rest.removeFirst();
  }

  static String helpText() {
    var text = new StringBuilder("""
        Usage: claude-worker server start --foreground [OPTION]...

        Runs the server in this terminal until it is stopped (Ctrl-C, SIGTERM). Running tasks go on and are found again
        by the next start.

        Options:
          --home DIR           home directory (CLAUDE_WORKER_HOME, default ~/.claude-worker)
          --verbose            log what the server does in detail (log.level debug)
          --reload             start again when the configuration file or the program's jars change; tasks go on
          --debug              log also what its libraries do (log.level trace)
        """);
    KeyTable.KEYS.forEach(key -> key.flag()
        .ifPresent(flag -> text.append("  %-20s %s Default: %s.%n".formatted(
            flag + (key.key().type() == ConfigType.BOOLEAN ? "" : " VALUE"), key.key().description(),
            key.key().defaultValue().orElse("none")))));
    return text.append("""

        Examples:
          claude-worker server start --foreground
          claude-worker server start --foreground --port 9000 --workers 8
        """).toString();
  }
}
