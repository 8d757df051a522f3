package dev.claudeworker.http;

import dev.claudeworker.plugins.NearestName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Reads the parameters of a query, strictly, and collects everything that is wrong with them. */
final class QueryReader {

  private final Map<String, List<String>> query;
  private final List<FieldProblem> problems = new ArrayList<>();
  private final TreeSet<String> known = new TreeSet<>();

  QueryReader(Map<String, List<String>> query) {
    this.query = query;
  }

  /** All values of a parameter; commas separate values too. */
  List<String> list(String name) {
    return all(name).stream()
        .flatMap(value -> List.of(value.split(",")).stream())
        .map(String::strip)
        .filter(value -> !value.isEmpty())
        .toList();
  }

  /** All values of a parameter as they stand. */
  List<String> all(String name) {
    known.add(name);
    List<String> values = query.get(name);
    return values == null ? List.of() : values;
  }

  Optional<String> text(String name) {
    List<String> values = all(name);
    if (values.size() > 1) {
      bad(name, "stands " + values.size() + " times; give it once.");
    }
    return values.stream().findFirst();
  }

  Optional<Long> integer(String name, long least, long most) {
    return text(name).flatMap(text -> {
      if (text.matches("[0-9]{1,18}") && Long.parseLong(text) >= least && Long.parseLong(text) <= most) {
        return Optional.of(Long.parseLong(text));
      }
      return bad(name, "must be a whole number from " + least + " to " + most + ".");
    });
  }

  /** A switch: present without a value, or true, or false. */
  boolean flag(String name) {
    Optional<String> text = text(name);
    return switch (text.orElse("false")) {
      case "", "true", "1" -> true;
      case "false", "0" -> false;
      default -> {
        bad(name, "must be true or false.");
        yield false;
      }
    };
  }

  <T> Optional<T> bad(String name, String detail) {
    problems.add(new FieldProblem("?" + name, detail));
    return Optional.empty();
  }

  /** Ends the reading: unknown parameters are problems, and all problems are told at once. */
  void finish() {
    for (String name : query.keySet()) {
      if (!known.contains(name)) {
        String nearest = NearestName.suggestion(name, known).map(near -> " Did you mean '" + near + "'?").orElse("");
        bad(name, "unknown parameter '" + name + "'." + nearest);
      }
    }
    if (!problems.isEmpty()) {
      throw new ProblemException(Problem.invalid(400, problems));
    }
  }
}
