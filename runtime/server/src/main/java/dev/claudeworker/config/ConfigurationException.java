package dev.claudeworker.config;

import java.util.List;

/** The configuration is wrong: everything that is, not just the first of it. */
public final class ConfigurationException extends Exception {

  private final List<String> problems;

  /**
   * Creates the exception.
   *
   * @param problems what is wrong, one sentence each, naming key, place and what is allowed
   */
  public ConfigurationException(List<String> problems) {
    super(String.join("\n", problems));
    this.problems = List.copyOf(problems);
  }

  /**
   * What is wrong.
   *
   * @return one sentence each
   */
  public List<String> problems() {
    return problems;
  }
}
