package dev.claudeworker.bench;

import dev.claudeworker.spi.storage.TaskFilter;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.task.TaskSettings;
import dev.claudeworker.spi.task.TaskStatus;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a long history costs: the same work over a database with a thousand finished tasks and over one with a million. */
final class History implements Measurement {

  private static final int SHORT = 1_000;
  private final int longHistory;
  private static final int FILLING_SLOTS = 512;
  private static final int FILLING_BATCH = 10_000;
  private final int rounds;
  private final int warmUp;
  private final int samples;
  private final int claims;
  private static final int PAGE = 50;

  /** Times of one database, in milliseconds. */
  private record Times(Samples open, Samples submit, Samples claim, Samples list, Samples listFar) {

    static Times fresh() {
      return new Times(new Samples(), new Samples(), new Samples(), new Samples(), new Samples());
    }
  }

  History(Scale scale) {
    longHistory = scale.of(Integer.getInteger("bench.history", 1_000_000), 2_000);
    warmUp = scale.of(500, 50);
    samples = scale.of(500, 50);
    claims = scale.of(2_000, 200);
    rounds = scale.of(3, 1);
  }

  @Override
  public void measure(Installation program, Report report) throws Exception {
    Path few = program.freshHome("short");
    Path many = program.freshHome("long");
    fill(program, few, SHORT);
    report.figure("filling the long history", Report.text(fill(program, many, longHistory), "tasks/s"));
    var shortTimes = Times.fresh();
    var longTimes = Times.fresh();
    for (int round = 0; round < rounds; round++) {
      measure(program, few, SHORT, shortTimes);
      measure(program, many, longHistory, longTimes);
    }
    report.figure(
        "opening the database and starting the core, with %,d / %,d finished tasks".formatted(SHORT, longHistory),
        pair(shortTimes.open, longTimes.open));
    compare(report, "submit one task, durable", shortTimes.submit, longTimes.submit);
    compare(report, "claim and finish one task, 1 slot", shortTimes.claim, longTimes.claim);
    compare(report, "list, newest page of 50", shortTimes.list, longTimes.list);
    compare(report, "list, completed tasks in the middle", shortTimes.listFar, longTimes.listFar);
  }

  private static void compare(Report report, String what, Samples few, Samples many) {
    report.figure(what + ", p50", pair(few, many));
    report.atMost(what + ": ratio", many.median() / few.median(), 1.5, "x");
  }

  private static String pair(Samples few, Samples many) {
    return Report.text(few.median(), "ms") + " / " + Report.text(many.median(), "ms");
  }

  private static double fill(Installation program, Path home, int count) throws Exception {
    try (var core = EmbeddedCore.open(program, home, FILLING_SLOTS)) {
      long before = System.nanoTime();
      for (int left = count; left > 0; left -= FILLING_BATCH) {
        core.perSecond(Requests::noop, Math.min(left, FILLING_BATCH));
      }
      return count * 1e9 / (System.nanoTime() - before);
    }
  }

  private void measure(Installation program, Path home, int count, Times times) throws Exception {
    long before = System.nanoTime();
    try (var core = EmbeddedCore.open(program, home, 1)) {
      times.open.add((System.nanoTime() - before) / 1e6);
      run(core, count, warmUp, Times.fresh());
      run(core, count, samples, times);
      core.perSecond(Requests::noop, claims);
      times.claim.add(1_000 / core.perSecond(Requests::noop, claims));
    }
  }

  private void run(EmbeddedCore core, int finished, int count, Times times) throws InterruptedException {
    var newest = filter(Set.of(), Optional.empty());
    var middle = filter(Set.of(TaskStatus.COMPLETED), Optional.of(new TaskId(finished / 2)));
    core.resize(0);
    for (int i = 0; i < count; i++) {
      times.submit.add(millis(() -> core.queue().submit(List.of(Requests.noop()), Optional.empty())));
      times.list.add(millis(() -> core.queue().list(newest)));
      times.listFar.add(millis(() -> core.queue().list(middle)));
    }
    core.resize(1);
  }

  private static TaskFilter filter(Set<TaskStatus> statuses, Optional<TaskId> before) {
    return new TaskFilter(TaskSettings.DEFAULT_PROJECT, statuses, Map.of(), Optional.empty(), before, PAGE);
  }

  private static double millis(Runnable work) {
    long before = System.nanoTime();
    work.run();
    return (System.nanoTime() - before) / 1e6;
  }
}
