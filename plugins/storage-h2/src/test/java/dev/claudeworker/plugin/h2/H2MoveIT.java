package dev.claudeworker.plugin.h2;

import static dev.claudeworker.spi.testkit.NewTasks.aTask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.moving.StoreMoves;
import dev.claudeworker.spi.storage.NewTask;
import dev.claudeworker.spi.storage.Storage;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.testkit.Claims;
import dev.claudeworker.spi.testkit.Finishes;
import dev.claudeworker.spi.testkit.Groups;
import dev.claudeworker.spi.testkit.SettableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole store goes through a file into another one, in parts; {@code -Dmove.tasks=100000} makes it a large one. */
final class H2MoveIT {

  private static final int TASKS = Integer.getInteger("move.tasks", 3_000);
  private static final int GROUP = 500;

  @TempDir
  Path folder;

  @Test
  void nothingIsLostAndWorkGoesOnInTheOtherStore() throws IOException {
    Path file = folder.resolve("queue.jsonl");
    List<Long> progress = new ArrayList<>();
    try (H2Fixture here = H2Fixture.fresh(); H2Fixture there = H2Fixture.fresh()) {
      try (Storage source = here.open(); Storage target = there.open()) {
        fill(source);
        StoreMoves.export(source, file, false, "1.0.0", SettableClock.START);
        StoreMoves.importFile(file, target, "there", progress::add);

        assertThat(target.counts()).isEqualTo(source.counts());
        assertThat(target.apply(Groups.claiming(Claims.by("other"))).claimed())
            .extracting(claimed -> claimed.task().id())
            .containsExactly(new TaskId(2));
      }
      assertThat(progress.size()).as("written in parts").isGreaterThanOrEqualTo(TASKS / GROUP);
      assertThat(Files.size(file)).isGreaterThan(TASKS * 500L);
      try (Storage reopened = there.open()) {
        assertThat(reopened.result(new TaskId(1)).orElseThrow().text()).hasSize(3_000_000);
        assertThat(reopened.find(new TaskId(TASKS))).isPresent();
      }
    }
  }

  private static void fill(Storage storage) {
    for (int first = 0; first < TASKS; first += GROUP) {
      List<NewTask> group = new ArrayList<>();
      for (int task = first; task < Math.min(TASKS, first + GROUP); task++) {
        group.add(aTask().prompt("prompt " + task).label("number", Integer.toString(task)).claimOrder(task).build());
      }
      storage.apply(Groups.of(Groups.submit(group)));
    }
    storage.apply(Groups.claiming(Claims.by("one")))
        .claimed()
        .forEach(claimed -> storage.apply(Groups.of(Finishes.completed(claimed, "x".repeat(3_000_000)))));
  }
}
