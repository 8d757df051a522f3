package dev.claudeworker.spi.task;

import java.util.Map;
import java.util.Optional;

/**
 * The heavy part of a task, kept beside its row and read only when an attempt starts or a person asks.
 *
 * @param prompt what to do; not empty, without NUL characters
 * @param systemPrompt text for the executor's system prompt
 * @param environment harmless variables of the shell that submitted the task (PATH, locale, virtual environments);
 *     never secrets
 */
public record TaskInput(String prompt, Optional<String> systemPrompt, Map<String, String> environment) {

  /** Copies the map. */
  public TaskInput {
    environment = Map.copyOf(environment);
  }
}
