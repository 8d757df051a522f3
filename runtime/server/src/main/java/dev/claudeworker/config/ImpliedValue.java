package dev.claudeworker.config;

import dev.claudeworker.plugins.FactoryKind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A value for a plugin's key that a key of the server implies, as {@code storage.database} does.
 *
 * @param key the plugin's key
 * @param value its value
 * @param origin where the server's key was set
 */
public record ImpliedValue(String key, String value, Origin origin) {

  /** A JDBC URL, or one as psql takes them. A drive of Windows is one letter and no URL. */
  private static final Pattern URL = Pattern.compile("(jdbc:|[A-Za-z][A-Za-z0-9+.-]+://).*");

  /**
   * What the rest of the configuration says for factories of a kind: for storages the section {@code storage} in their
   * words, a path or a URL.
   *
   * @param kind the kind
   * @param configuration the configuration
   * @return what it says, perhaps nothing
   */
  public static List<ImpliedValue> of(FactoryKind kind, Configuration configuration) {
    return kind == FactoryKind.STORAGE ? ofStorage(configuration) : List.of();
  }

  private static List<ImpliedValue> ofStorage(Configuration configuration) {
    List<ImpliedValue> implied = new ArrayList<>();
    configuration.section("storage")
        .optionalText("database")
        .ifPresent(text -> implied.add(new ImpliedValue(
            URL.matcher(text).matches() ? "url" : "path", text, configuration.origin("storage.database"))));
    return implied;
  }
}
