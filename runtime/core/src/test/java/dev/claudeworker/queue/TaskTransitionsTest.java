package dev.claudeworker.queue;

import static dev.claudeworker.spi.task.TaskStatus.CANCELLED;
import static dev.claudeworker.spi.task.TaskStatus.COMPLETED;
import static dev.claudeworker.spi.task.TaskStatus.FAILED;
import static dev.claudeworker.spi.task.TaskStatus.PENDING;
import static dev.claudeworker.spi.task.TaskStatus.RUNNING;
import static dev.claudeworker.spi.task.TaskStatus.SKIPPED;
import static dev.claudeworker.spi.task.TaskStatus.WAITING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.dag.OrchestrationTransition;
import dev.claudeworker.spi.task.TaskStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TaskTransitionsTest {

  private static final Map<TaskStatus, Set<TaskStatus>> LEGAL = Map.of(
      PENDING, Set.of(RUNNING, WAITING, CANCELLED),
      WAITING, Set.of(PENDING, WAITING, SKIPPED, CANCELLED),
      RUNNING, Set.of(COMPLETED, FAILED, CANCELLED, WAITING, PENDING),
      COMPLETED, Set.of(PENDING),
      FAILED, Set.of(PENDING, WAITING),
      SKIPPED, Set.of(PENDING, WAITING),
      CANCELLED, Set.of(PENDING, WAITING));

  @Test
  void exactlyTheListedPairsAreLegal() {
    for (var from : TaskStatus.values()) {
      for (var to : TaskStatus.values()) {
        assertThat(TaskTransitions.isLegal(from, to)).as("%s -> %s", from, to).isEqualTo(LEGAL.get(from).contains(to));
      }
    }
  }

  @Test
  void nothingLeavesAFinalStateButARequestOfAPerson() {
    var requests = Set.of(
        TaskTransition.RETRIED_BY_REQUEST, TaskTransition.RETRIED_WITH_UPSTREAM, TaskTransition.RESUMED_BY_REQUEST);

    assertThat(Arrays.stream(TaskTransition.values()).filter(t -> t.from().stream().anyMatch(TaskStatus::isFinal)))
        .containsExactlyInAnyOrderElementsOf(requests);
  }

  @Test
  void documentShowsExactlyTheTable() throws IOException {
    Set<List<String>> table = Arrays.stream(TaskTransition.values())
        .flatMap(t -> t.from().stream().map(from -> List.of(from.word(), t.to().word(), t.eventType())))
        .collect(Collectors.toSet());

    assertThat(shown("task")).isEqualTo(table);
  }

  @Test
  void documentShowsExactlyTheTableOfOrchestrations() throws IOException {
    Set<List<String>> table = Arrays.stream(OrchestrationTransition.values())
        .flatMap(t -> t.from().stream().map(from -> List.of(from.word(), t.to().word(), t.eventType())))
        .collect(Collectors.toSet());

    assertThat(shown("orchestration")).isEqualTo(table);
  }

  private static Set<List<String>> shown(String subject) throws IOException {
    var arrow = Pattern.compile("^  (\\w+) --> (\\w+): (" + subject + "\\.[a-z_]+)$");
    return Files.readAllLines(Path.of("../../docs/state-machine.md"))
        .stream()
        .map(arrow::matcher)
        .filter(matcher -> matcher.matches())
        .map(matcher -> List.of(matcher.group(1), matcher.group(2), matcher.group(3)))
        .collect(Collectors.toSet());
  }
}
