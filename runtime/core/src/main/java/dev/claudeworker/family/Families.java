package dev.claudeworker.family;

import dev.claudeworker.queue.TaskReader;
import dev.claudeworker.queue.TaskRequest;
import dev.claudeworker.queue.TaskView;
import dev.claudeworker.spi.WorkerException;
import dev.claudeworker.spi.storage.TaskFilter;
import dev.claudeworker.spi.task.Progress;
import dev.claudeworker.spi.task.Task;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.task.TaskStatus;
import dev.claudeworker.spi.task.Usage;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Lets tasks create tasks within their bounds. Safe for use from any thread. */
public final class Families {

  private static final int MICROS = 6;

  private final TaskReader tasks;
  private final FamilyLimits limits;

  /**
   * One request of a task at a time, so that the last free place is not given twice; a task talks to the server that runs it, so
   * locks of this process do. Several tasks may share one.
   */
  private final ReentrantLock[] locks =
      Stream.generate(ReentrantLock::new).limit(64).toArray(ReentrantLock[]::new);

  /** Over the queue. */
  public Families(TaskReader tasks, FamilyLimits limits) {
    this.tasks = tasks;
    this.limits = limits;
  }

  /** The bounds. */
  public FamilyLimits limits() {
    return limits;
  }

  /**
   * Submits what a task wants to create, if it may.
   *
   * @param parent the task
   * @param wanted what it wants to create
   * @param repeated whether it was done before, so that nothing is created now: then no bound stands in its way
   * @param submit does it
   * @return what the submission answers
   * @throws dev.claudeworker.spi.WorkerException if it is too much; nothing was submitted then
   */
  public <T> T admit(Task parent, List<TaskRequest> wanted, BooleanSupplier repeated, Supplier<T> submit) {
    ReentrantLock lock = locks[(int) (parent.id().value() % locks.length)];
    lock.lock();
    try {
      check(parent, wanted, repeated);
      return submit.get();
    } finally {
      lock.unlock();
    }
  }

  private void check(Task parent, List<TaskRequest> wanted, BooleanSupplier repeated) {
    try {
      FamilyRule.check(facts(parent), wanted.stream().map(TaskRequest::maxCostUsd).toList(), limits);
    } catch (WorkerException tooMuch) {
      if (!repeated.getAsBoolean()) {
        throw tooMuch;
      }
    }
  }

  private FamilyFacts facts(Task parent) {
    List<Task> children = children(parent);
    return new FamilyFacts(parent.id(), parent.state().cancelRequested(), depth(parent), children.size(),
        parent.settings().maxCostUsd().map(most -> most.subtract(spent(parent)).subtract(reserved(children))));
  }

  private List<Task> children(Task parent) {
    return tasks.list(new TaskFilter(parent.settings().project(), Set.of(), Map.of(), Optional.empty(),
        Optional.of(parent.id()), Optional.empty(), limits.maxChildren()))
        .tasks()
        .stream()
        .map(TaskView::task)
        .toList();
  }

  /** Looks no further than matters. A parent that was deleted counts; what stood above it is not known any more. */
  private int depth(Task task) {
    int depth = 0;
    Optional<TaskId> above = task.settings().origin().parentTask();
    while (above.isPresent() && depth < limits.maxDepth()) {
      depth++;
      above = tasks.find(above.get()).flatMap(view -> view.task().settings().origin().parentTask());
    }
    return depth;
  }

  /** What ended gives back what it did not use. */
  private static BigDecimal reserved(List<Task> children) {
    return children.stream()
        .map(child -> child.status().isFinal() ? spent(child) : child.settings().maxCostUsd().orElse(spent(child)))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static BigDecimal spent(Task task) {
    Usage ended = task.state().usage();
    Usage all = task.status() == TaskStatus.RUNNING
        ? task.state().progress().map(Progress::usage).map(ended::plus).orElse(ended)
        : ended;
    return BigDecimal.valueOf(all.costMicrosUsd(), MICROS);
  }
}
