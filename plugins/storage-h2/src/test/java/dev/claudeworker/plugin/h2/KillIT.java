package dev.claudeworker.plugin.h2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.spi.storage.EventFilter;
import dev.claudeworker.spi.storage.EventPage;
import dev.claudeworker.spi.storage.Storage;
import dev.claudeworker.spi.task.Task;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.task.TaskStatus;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What was acknowledged is there after the process was killed in the middle of its work, time after time on the same
 * database. {@code -Dkills=50} for more of it than the ordinary run has, {@code -Dkills.seed=7} to repeat one.
 */
final class KillIT {

  private static final int KILLS = Integer.getInteger("kills", 5);
  private static final long SEED = Long.getLong("kills.seed", 1);

  /** The writer is killed after it has told between one and so many lines. */
  private static final int MOST_LINES = 600;

  private static final int EVENTS_PER_PAGE = 1_000;

  /** What the storage has acknowledged so far; the greatest of what was told about a task wins. */
  private final Map<TaskId, TaskStatus> acknowledged = new HashMap<>();

  @Test
  @Timeout(value = 15, unit = TimeUnit.MINUTES)
  void nothingAcknowledgedIsLostWhenTheProcessIsKilled() throws Exception {
    var random = new Random(SEED);
    try (H2Fixture fixture = H2Fixture.empty()) {
      for (int kill = 1; kill <= KILLS; kill++) {
        int lines = 1 + random.nextInt(MOST_LINES);
        writeAndKill(fixture.home(), lines);
        try (Storage storage = fixture.open()) {
          assertThat(lost(storage)).as("lost by kill %d after %d lines, seed %d", kill, lines, SEED).isEmpty();
          assertEventsHaveNoGap(storage);
        }
      }
    }
    assertThat(acknowledged.values()).contains(TaskStatus.PENDING, TaskStatus.COMPLETED);
  }

  private void writeAndKill(Path home, int lines) throws IOException, InterruptedException {
    Process writer = start(home);
    try (var answers = new BufferedReader(writer.inputReader(StandardCharsets.UTF_8))) {
      for (int told = 0; told < lines; told++) {
        note(Optional.ofNullable(answers.readLine()).orElseThrow(() -> new IOException("the writer ended by itself")));
      }
      // By its handle: the process itself would close the pipe, and what is in it is acknowledged too.
      writer.toHandle().destroyForcibly();
      // No line is torn: each answer is one small write into the pipe.
      answers.lines().forEach(this::note);
    } finally {
      writer.destroyForcibly();
      assertThat(writer.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  private static Process start(Path home) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return new ProcessBuilder(
        java, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Dslf4j.internal.verbosity=ERROR", "-cp",
        System.getProperty("java.class.path"),
        KilledWriter.class.getName(), home.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private void note(String line) {
    number(line, KilledWriter.COMPLETED).ifPresent(task -> acknowledged.put(task, TaskStatus.COMPLETED));
    number(line, KilledWriter.SUBMITTED).ifPresent(task -> acknowledged.putIfAbsent(task, TaskStatus.PENDING));
  }

  private static Optional<TaskId> number(String line, String word) {
    String digits = line.startsWith(word) ? line.substring(word.length()) : "";
    return digits.matches("\\d+") ? Optional.of(new TaskId(Long.parseLong(digits))) : Optional.empty();
  }

  private List<String> lost(Storage storage) {
    List<String> lost = new ArrayList<>();
    acknowledged.forEach((id, status) -> {
      Optional<TaskStatus> found = storage.find(id).map(Task::status);
      if (found.isEmpty() || status == TaskStatus.COMPLETED && found.get() != TaskStatus.COMPLETED) {
        lost.add("task " + id + " was " + status.word() + ", found " + found.map(TaskStatus::word).orElse("nothing"));
      }
    });
    return lost;
  }

  private static void assertEventsHaveNoGap(Storage storage) {
    long last = 0;
    EventPage page = storage.events(new EventFilter(last, Optional.empty(), EVENTS_PER_PAGE));
    while (!page.events().isEmpty()) {
      for (var event : page.events()) {
        assertThat(event.sequence()).isEqualTo(last + 1);
        last = event.sequence();
      }
      page = storage.events(new EventFilter(last, Optional.empty(), EVENTS_PER_PAGE));
    }
    assertThat(last).isEqualTo(page.head());
  }
}
