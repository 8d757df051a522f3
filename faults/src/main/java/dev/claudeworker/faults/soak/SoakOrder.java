package dev.claudeworker.faults.soak;

import java.nio.file.Path;
import java.util.List;

/**
 * What a long run shall be.
 *
 * @param storages one after the other
 * @param tasks how many tasks at most
 * @param minutes how long tasks are submitted at most
 * @param seed decides what breaks when
 * @param kills how often a server is killed to see how soon it works again
 * @param results the file that results are appended to
 * @param scratch where scratch folders are made
 * @param onlyReport whether nothing is run and the section of the report is written
 */
record SoakOrder(List<String> storages, long tasks, long minutes, long seed, int kills, Path results, Path scratch,
    boolean onlyReport) {

  static final List<String> STORAGES = List.of("h2", "postgres");
  private static final long MOST_TASKS = 100_000_000;
  private static final long MOST_MINUTES = 24 * 60;

  static SoakOrder parse(List<String> words, long usualTasks) {
    List<String> storages = STORAGES;
    long tasks = usualTasks;
    long minutes = 60;
    long seed = 1;
    long kills = 10;
    boolean onlyReport = false;
    Path results = Path.of(System.getProperty("faults.soak", "soak-results"));
    Path scratch = Path.of(System.getProperty("java.io.tmpdir"));
    for (int i = 0; i < words.size(); i++) {
      switch (words.get(i)) {
        case "--storage" -> storages = List.of(storage(value(words, ++i)));
        case "--tasks" -> tasks = number(words, ++i, MOST_TASKS);
        case "--minutes" -> minutes = number(words, ++i, MOST_MINUTES);
        case "--seed" -> seed = number(words, ++i, Integer.MAX_VALUE);
        case "--kills" -> kills = number(words, ++i, 1_000);
        case "--results" -> results = Path.of(value(words, ++i));
        case "--scratch" -> scratch = Path.of(value(words, ++i));
        case "--report" -> onlyReport = true;
        default -> throw new IllegalArgumentException("'" + words.get(i) + "' is none of --storage, --tasks, "
            + "--minutes, --seed, --kills, --results, --scratch, --report");
      }
    }
    return new SoakOrder(storages, tasks, minutes, seed, (int) kills, results, scratch, onlyReport);
  }

  private static String storage(String name) {
    if (!STORAGES.contains(name)) {
      throw new IllegalArgumentException("there is no storage '" + name + "'; known: " + STORAGES);
    }
    return name;
  }

  private static long number(List<String> words, int place, long most) {
    String text = value(words, place);
    if (!text.matches("[0-9]{1,10}") || Long.parseLong(text) < 1 || Long.parseLong(text) > most) {
      throw new IllegalArgumentException(words.get(place - 1) + " needs a number from 1 to " + most);
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
