package dev.claudeworker.spi.testkit.memory;

import dev.claudeworker.spi.storage.ClaimRequest;
import dev.claudeworker.spi.storage.ClaimedTask;
import dev.claudeworker.spi.storage.Placement;
import dev.claudeworker.spi.task.Attempt;
import dev.claudeworker.spi.task.AttemptStatus;
import dev.claudeworker.spi.task.Gate;
import dev.claudeworker.spi.task.Task;
import dev.claudeworker.spi.task.TaskSettings;
import dev.claudeworker.spi.task.Usage;
import dev.claudeworker.spi.testkit.memory.TaskTable.Queued;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Claims due tasks. */
final class Claimer {

  private final Tables tables;
  private final Instant now;

  /** Claims of one group; {@code now} by the lease clock. */
  Claimer(Tables tables, Instant now) {
    this.tables = tables;
    this.now = now;
  }

  List<ClaimedTask> claim(ClaimRequest request) {
    List<ClaimedTask> claimed = new ArrayList<>();
    for (Task task : choose(request)) {
      ClaimedTask one = start(task, request);
      tables.events.addAll(request.events().apply(one), one.task());
      claimed.add(one);
    }
    return claimed;
  }

  private List<Task> choose(ClaimRequest request) {
    List<Gate> gates = tables.gates.closedAt(request.at());
    Map<String, Integer> room = new HashMap<>(request.accountLimits());
    List<Task> chosen = new ArrayList<>();
    Iterator<Queued> queue = tables.tasks.queue().iterator();
    while (queue.hasNext() && chosen.size() < request.limit()) {
      Task task = tables.tasks.get(queue.next().id()).orElseThrow();
      if (mayRun(task.settings(), request, gates) && !isLeft(task, request.placement())
          && takesRoom(task.settings(), room)) {
        chosen.add(task);
      }
    }
    return chosen;
  }

  private static boolean mayRun(TaskSettings settings, ClaimRequest request, List<Gate> closed) {
    return request.executors().contains(settings.executor())
        && request.placement().labels().entrySet().containsAll(settings.requiredLabels().entrySet())
        && closed.stream().noneMatch(gate -> gate.scope().covers(settings.executor(), settings.account()));
  }

  /** Whether it continues a session of another server that still has time to take it. */
  private boolean isLeft(Task task, Placement placement) {
    return task.state().resumeReference().isPresent()
        && tables.lastServers.get(task.id()).filter(placement.others()::contains).isPresent()
        && tables.pendingSince.get(task.id())
            .filter(since -> since.isAfter(now.minus(placement.leaveFor())))
            .isPresent();
  }

  private static boolean takesRoom(TaskSettings settings, Map<String, Integer> room) {
    String account = settings.executor() + "/" + settings.account();
    Optional<Integer> left = Optional.ofNullable(room.get(account));
    left.filter(count -> count > 0).ifPresent(count -> room.put(account, count - 1));
    return left.isEmpty() || left.get() > 0;
  }

  private ClaimedTask start(Task pending, ClaimRequest request) {
    Task task = TaskChanges.claimed(pending, request.at());
    Attempt attempt = new Attempt(
        task.id(),
        task.state().attempts(),
        request.ids().get(),
        AttemptStatus.RUNNING,
        false,
        request.holder().server(),
        Optional.empty(),
        Precision.micros(request.at()),
        Optional.empty(),
        Usage.NONE,
        Optional.empty());
    Instant expires = Precision.micros(now.plus(request.leaseFor()));
    AttemptRow row = new AttemptRow(attempt, request.holder().incarnation(), request.ids().get(), expires);
    tables.tasks.put(task);
    tables.lastServers.put(task.id(), request.holder().server());
    tables.putAttempt(row);
    return claimed(tables, row);
  }

  /** A running attempt with all that is needed to run it. */
  static ClaimedTask claimed(Tables tables, AttemptRow row) {
    Task task = tables.tasks.get(row.attempt().task()).orElseThrow();
    return new ClaimedTask(
        task,
        tables.inputs.get(task.id()).orElseThrow(),
        row.attempt(),
        row.lease(),
        tables.continuations.get(task.id()));
  }
}
