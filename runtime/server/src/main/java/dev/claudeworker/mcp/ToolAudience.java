package dev.claudeworker.mcp;

import java.util.Optional;
import java.util.function.Predicate;

/**
 * What a kind of client is shown.
 *
 * @param sees which tools, by name
 * @param about what it is told about itself, beside what everybody is told
 */
public record ToolAudience(Predicate<String> sees, Optional<String> about) {

  /** Persons and their agents. */
  public static final ToolAudience EVERYBODY = new ToolAudience(_ -> true, Optional.empty());
}
