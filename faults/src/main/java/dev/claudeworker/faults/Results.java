package dev.claudeworker.faults;

import dev.claudeworker.torture.check.Promise;
import dev.claudeworker.torture.run.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The file of all results, one line a run, that the report is made from. */
final class Results {

  private final Path file;

  Results(Path file) throws IOException {
    this.file = file;
    Files.createDirectories(file.toAbsolutePath().getParent());
  }

  void add(String scenario, Stage stage, Outcome outcome) throws IOException {
    String violations = Arrays.stream(Promise.values())
        .map(
            promise -> Long.toString(
                outcome.violations().stream().filter(violation -> violation.promise() == promise).count()))
        .collect(Collectors.joining(","));
    String recoveries = outcome.recoveries()
        .stream()
        .map(recovery -> Long.toString(recovery.toMillis()))
        .collect(Collectors.joining(","));
    write(
        String.join(
            "\t", scenario, stage.storage(), Long.toString(stage.seed()), Long.toString(outcome.operations()),
            Integer.toString(outcome.tasks()), Long.toString(outcome.children()), Integer.toString(outcome.faults()),
            violations, recoveries));
  }

  void addBroken(String scenario, Stage stage, String why) throws IOException {
    write(String.join("\t", scenario, stage.storage(), Long.toString(stage.seed()), "broken",
        why.lines().findFirst().orElse("")));
  }

  private void write(String line) throws IOException {
    Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }
}
