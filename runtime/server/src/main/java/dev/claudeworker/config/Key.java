package dev.claudeworker.config;

import dev.claudeworker.spi.ConfigKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One key of the server's configuration: a line of the {@link KeyTable}.
 *
 * @param section the first part of its name
 * @param key the second part with type, default, bounds and description
 * @param fixedVariables names of environment variables that people already use for it, beside the regular one
 * @param flag the command-line flag, with its dashes; a secret never has one, since arguments are visible to everybody
 */
public record Key(String section, ConfigKey key, List<String> fixedVariables, Optional<String> flag) {

  /** What all our variables begin with. */
  static final String VARIABLE_PREFIX = "CLAUDE_WORKER_";

  /** Copies the list. */
  public Key {
    fixedVariables = List.copyOf(fixedVariables);
    if (key.secret() && flag.isPresent()) {
      throw new IllegalArgumentException("the secret " + section + "." + key.name() + " must not have a flag");
    }
  }

  static Key of(String section, ConfigKey key) {
    return new Key(section, key, List.of(), Optional.empty());
  }

  Key variable(String name) {
    var names = new ArrayList<>(fixedVariables);
    names.add(name);
    return new Key(section, key, names, flag);
  }

  Key flag(String name) {
    return new Key(section, key, fixedVariables, Optional.of(name));
  }

  /**
   * Its name in files.
   *
   * @return for example {@code server.port}
   */
  public String name() {
    return section + "." + key.name();
  }

  /**
   * All variables that set it, the one that counts first.
   *
   * @return the regular name, for example {@code CLAUDE_WORKER_SERVER_PORT}, then the fixed ones
   */
  public List<String> variables() {
    var names = new ArrayList<String>();
    names.add(variableOf(name()));
    names.addAll(fixedVariables);
    return names;
  }

  static String variableOf(String name) {
    return VARIABLE_PREFIX + name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }
}
