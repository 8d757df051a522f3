package dev.claudeworker.cli.agents;

import dev.claudeworker.spi.JsonValue;
import dev.claudeworker.spi.JsonValue.JsonArray;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.JsonValue.JsonString;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a program starts claude-worker. Holds no secrets: it is written into files that others may read.
 *
 * @param command the program to start
 * @param arguments its arguments
 * @param environment variables it needs beside those of the program that starts it
 */
public record Registration(String command, List<String> arguments, Map<String, String> environment) {

  /** What it is called everywhere, so that tools have the same names for all agents. */
  public static final String NAME = "claude-worker";

  /** Copies the lists; the order of variables stays. */
  public Registration {
    arguments = List.copyOf(arguments);
    environment = new LinkedHashMap<>(environment);
  }

  /**
   * As it stands in files.
   *
   * @param type whether the file wants to be told that it is a program
   */
  JsonObject entry(boolean type) {
    JsonObject entry = type ? JsonObject.EMPTY.with("type", "stdio") : JsonObject.EMPTY;
    entry = entry.with("command", command).with("args", JsonArray.ofTexts(arguments));
    Map<String, JsonValue> variables = new LinkedHashMap<>();
    environment.forEach((name, value) -> variables.put(name, new JsonString(value)));
    return variables.isEmpty() ? entry : entry.with("env", new JsonObject(variables));
  }
}
