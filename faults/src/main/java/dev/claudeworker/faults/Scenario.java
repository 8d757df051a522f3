package dev.claudeworker.faults;

import dev.claudeworker.torture.run.Outcome;
import java.util.List;

/**
 * One kind of fault.
 *
 * @param name by which it is chosen
 * @param words what is done, for the report
 * @param storages the storages that it makes sense with
 * @param run does it
 */
record Scenario(String name, String words, List<String> storages, Performance run) {

  static final String H2 = "h2";
  static final String POSTGRES = "postgres";
  static final List<String> BOTH = List.of(H2, POSTGRES);

  /** Plays a scenario once. */
  @FunctionalInterface
  interface Performance {
    Outcome on(Stage stage) throws Exception;
  }
}
