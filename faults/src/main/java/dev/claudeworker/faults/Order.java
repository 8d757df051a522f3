package dev.claudeworker.faults;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/**
 * What shall be played.
 *
 * @param scenarios which
 * @param storages on which storages
 * @param seeds with which seeds
 * @param results the file that results are appended to
 * @param scratch where scratch folders are made
 * @param onlyReport whether nothing is played and the page of the report is written
 */
record Order(List<Scenario> scenarios, List<String> storages, List<Long> seeds, Path results, Path scratch,
    boolean onlyReport) {

  private static final long MOST_SEEDS = 100_000;

  static Order parse(List<String> words) {
    List<Scenario> scenarios = new ArrayList<>();
    List<String> storages = Scenario.BOTH;
    long seeds = 1;
    long first = 1;
    boolean onlyReport = false;
    Path results = Path.of(System.getProperty("faults.results", "faults-results"));
    Path scratch = Path.of(System.getProperty("java.io.tmpdir"));
    for (int i = 0; i < words.size(); i++) {
      switch (words.get(i)) {
        case "--seeds" -> seeds = number(words, ++i);
        case "--first" -> first = number(words, ++i);
        case "--storage" -> storages = List.of(storage(value(words, ++i)));
        case "--results" -> results = Path.of(value(words, ++i));
        case "--scratch" -> scratch = Path.of(value(words, ++i));
        case "--report" -> onlyReport = true;
        default -> scenarios.add(scenario(words.get(i)));
      }
    }
    return new Order(
        scenarios.isEmpty() ? Scenarios.ALL : scenarios, storages,
        LongStream.range(first, first + seeds).boxed().toList(), results, scratch, onlyReport);
  }

  private static Scenario scenario(String name) {
    return Scenarios.ALL.stream()
        .filter(known -> known.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("there is no scenario '" + name + "'; known: " + Faults.names()));
  }

  private static String storage(String name) {
    if (!Scenario.BOTH.contains(name)) {
      throw new IllegalArgumentException("there is no storage '" + name + "'; known: " + Scenario.BOTH);
    }
    return name;
  }

  private static long number(List<String> words, int place) {
    String text = value(words, place);
    if (!text.matches("[0-9]{1,6}") || Long.parseLong(text) < 1 || Long.parseLong(text) > MOST_SEEDS) {
      throw new IllegalArgumentException(words.get(place - 1) + " needs a number from 1 to " + MOST_SEEDS);
    }
    return Long.parseLong(text);
  }

  private static String value(List<String> words, int place) {
    if (place >= words.size()) {
      throw new IllegalArgumentException(words.get(place - 1) + " needs a value");
    }
    return words.get(place);
  }
}
