package dev.claudeworker.storage.sql.group;

import dev.claudeworker.spi.storage.ClaimRequest;
import dev.claudeworker.spi.storage.ClaimedTask;
import dev.claudeworker.spi.storage.Placement;
import dev.claudeworker.spi.task.Attempt;
import dev.claudeworker.spi.task.AttemptStatus;
import dev.claudeworker.spi.task.Gate;
import dev.claudeworker.spi.task.Task;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.task.TaskStatus;
import dev.claudeworker.spi.task.Usage;
import dev.claudeworker.storage.sql.group.ClaimedTasks.Running;
import dev.claudeworker.storage.sql.table.AccountMapper.AccountRow;
import dev.claudeworker.storage.sql.table.AttemptRow;
import dev.claudeworker.storage.sql.table.Mappers;
import dev.claudeworker.storage.sql.table.Queues;
import dev.claudeworker.storage.sql.table.StoredTask;
import dev.claudeworker.storage.sql.table.TaskClaim;
import dev.claudeworker.storage.sql.table.TaskLoader;
import dev.claudeworker.storage.sql.table.TaskMapper.QueuedTask;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Claims due tasks. Looks at the front of the queue of every account that has due tasks and stands behind no gate, so that
 * its cost grows neither with the tasks behind closed gates nor with those that wait or have ended.
 */
final class Claimer {

  private static final Comparator<QueuedTask> CLAIM_ORDER =
      Comparator.comparingLong(QueuedTask::claimOrder).thenComparing(QueuedTask::id);

  private final Mappers mappers;
  private final GateSet gates;
  private final AccountSet accounts;
  private final OrchestrationSet orchestrations;
  private final EventBlock events;
  private final ClaimedTasks claimedTasks;

  Claimer(
      Mappers mappers,
      GateSet gates,
      AccountSet accounts,
      OrchestrationSet orchestrations,
      EventBlock events,
      ClaimedTasks claimedTasks) {
    this.orchestrations = orchestrations;
    this.mappers = mappers;
    this.gates = gates;
    this.accounts = accounts;
    this.events = events;
    this.claimedTasks = claimedTasks;
  }

  /** Claims; {@code now} by the lease clock. */
  List<ClaimedTask> claim(ClaimRequest request, Instant now) {
    List<TaskId> chosen = choose(request, now);
    if (chosen.isEmpty()) {
      return List.of();
    }
    Instant expires = Precision.micros(now.plus(request.leaseFor()));
    List<Running> running =
        inOrder(chosen).stream().map(row -> new Running(start(row, request), attempt(row, request, expires))).toList();
    List<ClaimedTask> claimed = claimedTasks.of(running);
    running.forEach(one -> mappers.attempts().insert(one.attempt()));
    claimed.forEach(
        one -> events.addAll(CallerException.guard(() -> request.events().apply(one)), one.task()));
    return claimed;
  }

  /** A due task and the executor and account whose room it takes. */
  private record Candidate(QueuedTask task, String account) {}

  private List<TaskId> choose(ClaimRequest request, Instant now) {
    List<AccountRow> due = accounts.withDueTasks();
    List<Gate> closed = due.isEmpty() ? List.of() : gates.closedAt(request.at());
    List<Candidate> queue = new ArrayList<>();
    for (AccountRow account : due) {
      int room = Math.min(request.limit(), request.accountLimits().getOrDefault(account.key(), request.limit()));
      if (room > 0 && mayRun(account, request, closed)) {
        front(account, room, request.placement(), now).forEach(
            task -> queue.add(new Candidate(task, account.key())));
      }
    }
    queue.sort(Comparator.comparing(Candidate::task, CLAIM_ORDER));
    return firstOf(queue, request);
  }

  private List<QueuedTask> front(AccountRow account, int room, Placement placement, Instant now) {
    String queue = Queues.ofAccount(account.id());
    if (placement.others().isEmpty()) {
      return mappers.tasks().queue(queue, room);
    }
    String[] others = placement.others().toArray(String[]::new);
    return mappers.tasks().queueBeside(queue, room, others, now.minus(placement.leaveFor()));
  }

  /** Tasks of one account may stand in several queues, because of the labels that they require. */
  private static List<TaskId> firstOf(List<Candidate> queue, ClaimRequest request) {
    Map<String, Integer> room = new HashMap<>(request.accountLimits());
    List<TaskId> chosen = new ArrayList<>();
    for (Candidate candidate : queue) {
      int left = room.getOrDefault(candidate.account(), request.limit());
      if (left > 0 && chosen.size() < request.limit()) {
        room.computeIfPresent(candidate.account(), (account, count) -> count - 1);
        chosen.add(candidate.task().id());
      }
    }
    return chosen;
  }

  private static boolean mayRun(AccountRow account, ClaimRequest request, List<Gate> closed) {
    return request.executors().contains(account.executor())
        && request.placement().labels().entrySet().containsAll(account.requires().entrySet())
        && closed.stream().noneMatch(gate -> gate.scope().covers(account.executor(), account.account()));
  }

  private List<StoredTask> inOrder(List<TaskId> chosen) {
    List<StoredTask> rows = new TaskLoader(mappers.sides()).complete(mappers.tasks().find(TaskLoader.ids(chosen)));
    var byId = rows.stream().collect(Collectors.toMap(row -> row.task().id(), Function.identity()));
    return chosen.stream().flatMap(id -> Optional.ofNullable(byId.get(id)).stream()).toList();
  }

  private Task start(StoredTask row, ClaimRequest request) {
    Task task = TaskChanges.claimed(row.task(), request.at());
    mappers.tasks().claim(new TaskClaim(task, request.holder().server(), row.task().version()));
    accounts.count(row.accountId(), TaskStatus.PENDING, -1);
    accounts.count(row.accountId(), TaskStatus.RUNNING, 1);
    orchestrations.count(Optional.of(row.task()), Optional.of(task));
    return task;
  }

  private static AttemptRow attempt(StoredTask row, ClaimRequest request, Instant expires) {
    Attempt attempt = new Attempt(
        row.task().id(),
        row.task().state().attempts() + 1,
        CallerException.guard(request.ids()),
        AttemptStatus.RUNNING,
        false,
        request.holder().server(),
        Optional.empty(),
        Precision.micros(request.at()),
        Optional.empty(),
        Usage.NONE,
        Optional.empty());
    return new AttemptRow(
        attempt, request.holder().incarnation(), CallerException.guard(request.ids()), Optional.of(expires));
  }
}
