package dev.claudeworker.plugin.h2;

import static dev.claudeworker.spi.testkit.NewOrchestrations.anOrchestration;
import static dev.claudeworker.spi.testkit.NewTasks.aTask;

import com.sun.management.OperatingSystemMXBean;
import dev.claudeworker.spi.dag.EdgeCondition;
import dev.claudeworker.spi.dag.Orchestration;
import dev.claudeworker.spi.dag.OrchestrationId;
import dev.claudeworker.spi.storage.ClaimedTask;
import dev.claudeworker.spi.storage.Dependency;
import dev.claudeworker.spi.storage.Dependency.Upstream;
import dev.claudeworker.spi.storage.GraphReads.Direction;
import dev.claudeworker.spi.storage.NewTask;
import dev.claudeworker.spi.storage.Storage;
import dev.claudeworker.spi.storage.Unit;
import dev.claudeworker.spi.storage.UnitResult;
import dev.claudeworker.spi.storage.UnitResult.Applied;
import dev.claudeworker.spi.task.EventTypes;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.task.WaitReason;
import dev.claudeworker.spi.testkit.Claims;
import dev.claudeworker.spi.testkit.Drafts;
import dev.claudeworker.spi.testkit.Finishes;
import dev.claudeworker.spi.testkit.Groups;
import dev.claudeworker.spi.testkit.Moves;
import dev.claudeworker.spi.testkit.NewTasks;
import dev.claudeworker.spi.testkit.OrchestrationMoves;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Measures graphs, durable, on one thread. Not a test: run it by hand, {@code GraphBench <tasks...>}, {@code GraphBench read <tasks> <times>},
 * {@code GraphBench fan <tasks> <times>} or {@code GraphBench chain <tasks>}. The time of the
 * processor is told beside that of the clock, because a busy machine only stretches the latter.
 */
final class GraphBench {

  private static final OperatingSystemMXBean PROCESS =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private final Storage storage;

  /** Of tasks of levels; in order, as those of a server are. */
  private long lastUuid;

  private GraphBench(Storage storage) {
    this.storage = storage;
  }

  public static void main(String[] arguments) throws IOException {
    List<String> values = List.of(arguments).subList(1, arguments.length);
    switch (arguments[0]) {
      case "stored" -> measured(bench -> bench.stored(values));
      case "chain" -> measured(bench -> bench.chain(number(values, 0)));
      case "read" -> measured(bench -> bench.read(number(values, 0), number(values, 1)));
      case "fan" -> measured(bench -> bench.fanOuts(number(values, 0), number(values, 1)));
      default -> {
        for (String tasks : arguments) {
          measured(bench -> bench.run(Integer.parseInt(tasks)));
        }
      }
    }
  }

  private static int number(List<String> values, int index) {
    return Integer.parseInt(values.get(index));
  }

  private static void measured(Consumer<GraphBench> work) throws IOException {
    try (H2Fixture fixture = H2Fixture.empty(); Storage storage = fixture.open()) {
      work.accept(new GraphBench(storage));
    }
  }

  /** Only stores graphs of these sizes, one after the other. */
  private void stored(List<String> sizes) {
    measure("submit 100 tasks (warming up)", () -> submit(levels(100)));
    for (String size : sizes) {
      List<NewTask> tasks = levels(Integer.parseInt(size));
      measure("submit " + size, () -> submit(tasks));
    }
  }

  /** Each task behind the one before: the end of one and the claim of the next are one group. */
  private void chain(int length) {
    List<NewTask> tasks = new ArrayList<>();
    for (int index = 0; index < length; index++) {
      NewTasks task = aTask().named("t" + index).claimOrder(0);
      tasks.add((index == 0 ? task : task.dependsOnSubmitted(index - 1)).build());
    }
    measure("submit a chain of " + length, () -> submit(tasks));
    measure("run it", () -> {
      List<ClaimedTask> running = storage.apply(Groups.claiming(Claims.by("bench").limit(4))).claimed();
      while (!running.isEmpty()) {
        running = storage.apply(Groups.claiming(Claims.by("bench").limit(4), Finishes.completed(running.getFirst())))
            .claimed();
      }
      return running;
    });
  }

  /** Stores a graph, and reads it so many times. */
  private void read(int size, int times) {
    OrchestrationId id = submit(levels(size)).orchestration().orElseThrow();
    for (int time = 0; time < times; time++) {
      measure("list its tasks", () -> storage.graphs().tasks(id, Optional.empty(), size));
    }
  }

  private void run(int tasks) {
    measure("submit 100 tasks (warming up)", () -> submit(levels(100)));
    Applied graph = measure("submit " + tasks + " tasks in levels of 100", () -> submit(levels(tasks)));
    OrchestrationId id = graph.orchestration().orElseThrow();
    measure("list its tasks", () -> storage.graphs().tasks(id, Optional.empty(), 100_000));
    measure("list its tasks again", () -> storage.graphs().tasks(id, Optional.empty(), 100_000));
    measure(
        "1,000 related tasks",
        () -> storage.graphs().related(graph.tasks().getFirst(), Direction.DOWN, 1_000));
    dependencies(graph.tasks());
    measure("cancel all", () -> apply(OrchestrationMoves.of(row(id)).cancelled().unit()));
    measure("retry all", () -> apply(OrchestrationMoves.of(row(id)).retried(5).unit()));
    measure("pause", () -> apply(OrchestrationMoves.of(row(id)).paused().unit()));
    measure("unpause", () -> apply(OrchestrationMoves.of(row(id)).unpaused().unit()));
    measure("cancel all again", () -> apply(OrchestrationMoves.of(row(id)).cancelled().unit()));
    fanOut(tasks);
    resolve(1_000);
    lanes(Math.min(tasks, 1_000));
  }

  private void dependencies(List<TaskId> tasks) {
    TaskId last = tasks.getLast();
    TaskId middle = tasks.get(tasks.size() / 2);
    measure("add a dependency on the first task (warming up)", () -> add(last, tasks.get(1)));
    measure("add a dependency on the first task", () -> add(last, tasks.getFirst()));
    measure("add a dependency on a task in the middle", () -> add(last, middle));
    measure("refuse a cycle of neighbours", () -> add(tasks.get(tasks.size() - 101), last));
    measure("refuse a cycle through everything", () -> add(tasks.getFirst(), last));
  }

  private UnitResult add(TaskId task, TaskId upstream) {
    Dependency edge = new Dependency(new Upstream.Existing(upstream), EdgeCondition.ENDED);
    return apply(
        new Unit.ChangeDependencies(
            task,
            List.of(edge),
            Set.of(),
            Moves.of(storage.find(task).orElseThrow()).waiting(WaitReason.DEPENDENCY, Optional.empty()).build(),
            OptionalLong.empty(),
            Drafts.event(EventTypes.TASK_DEPENDENCIES_CHANGED)));
  }

  private void fanOuts(int width, int times) {
    for (int time = 0; time < times; time++) {
      fanOut(width);
    }
  }

  private void fanOut(int width) {
    submit(fan(width));
    ClaimedTask root = storage.apply(Groups.claiming(Claims.by("bench"))).claimed().getFirst();
    measure("release " + width + " tasks from one", () -> apply(Finishes.completed(root)));
    Orchestration row = row(root.task().place().orchestration().orElseThrow());
    apply(OrchestrationMoves.of(row).cancelled().unit());
  }

  /** Many dependents that one upstream task releases, against as many that have one each. */
  private void resolve(int count) {
    fanOut(count);
    List<NewTask> pairs = new ArrayList<>();
    for (int index = 0; index < count; index++) {
      pairs.add(aTask().named("up" + index).claimOrder(index).withoutEvent().build());
    }
    for (int index = 0; index < count; index++) {
      pairs.add(aTask().named("down" + index).claimOrder(9_999).dependsOnSubmitted(index).build());
    }
    submit(pairs);
    List<ClaimedTask> running = storage.apply(Groups.claiming(Claims.by("bench").limit(count))).claimed();
    measure("release " + count + " tasks one by one", () -> {
      running.forEach(one -> apply(Finishes.completed(one)));
      return running;
    });
    storage.apply(Groups.claiming(Claims.by("bench").limit(count)));
  }

  /** Tasks of one lane, one after the other. */
  private void lanes(int count) {
    List<NewTask> tasks = new ArrayList<>();
    for (int index = 0; index < count; index++) {
      tasks.add(aTask().named("t" + index).lane("lane", 1).claimOrder(index).build());
    }
    submit(tasks);
    measure("run " + count + " tasks of one lane", () -> {
      List<ClaimedTask> running = storage.apply(Groups.claiming(Claims.by("bench").limit(4))).claimed();
      int done = 0;
      for (; !running.isEmpty(); done++) {
        running = storage.apply(Groups.claiming(Claims.by("bench").limit(4), Finishes.completed(running.getFirst())))
            .claimed();
      }
      return done;
    });
  }

  private static List<NewTask> fan(int width) {
    List<NewTask> tasks = new ArrayList<>(List.of(aTask().named("root").claimOrder(-1).build()));
    for (int index = 0; index < width; index++) {
      tasks.add(aTask().named("leaf" + index).dependsOnSubmitted(0).build());
    }
    return tasks;
  }

  /** Each task depends on two of the level before. */
  private List<NewTask> levels(int count) {
    List<NewTask> tasks = new ArrayList<>();
    for (int index = 0; index < count; index++) {
      NewTasks task = aTask().uuid(new UUID(++lastUuid, index)).named("t" + index).claimOrder(index);
      if (index >= 100) {
        task.dependsOnSubmitted(index - 100).dependsOnSubmitted(index - index % 100 - 100 + (index % 100 + 1) % 100);
      }
      tasks.add(task.build());
    }
    return tasks;
  }

  private Applied submit(List<NewTask> tasks) {
    return (Applied) apply(anOrchestration().submit(tasks));
  }

  private UnitResult apply(Unit unit) {
    return storage.apply(Groups.of(unit)).results().getFirst();
  }

  private Orchestration row(OrchestrationId id) {
    return storage.graphs().orchestration(id).orElseThrow();
  }

  private static <T> T measure(String what, Supplier<T> work) {
    long clock = System.nanoTime();
    long processor = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    long all = PROCESS.getProcessCpuTime();
    long written = written();
    T result = work.get();
    double millis = (System.nanoTime() - clock) / 1e6;
    double busy = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - processor) / 1e6;
    System.out.printf(
        "%-50s %9.1f ms (processor: %.1f ms, the whole process %.1f ms; written: %.1f MB)%n",
        what, millis, busy, (PROCESS.getProcessCpuTime() - all) / 1e6, (written() - written) / 1e6);
    return result;
  }

  /** What Linux says that this process wrote so far; 0 elsewhere. */
  private static long written() {
    Path counters = Path.of("/proc/self/io");
    if (!Files.exists(counters)) {
      return 0;
    }
    try {
      return Files.readAllLines(counters)
          .stream()
          .filter(line -> line.startsWith("wchar: "))
          .mapToLong(line -> Long.parseLong(line.substring("wchar: ".length())))
          .sum();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
