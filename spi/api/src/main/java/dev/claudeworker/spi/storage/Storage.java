package dev.claudeworker.spi.storage;

import dev.claudeworker.spi.task.Attempt;
import dev.claudeworker.spi.task.Continuation;
import dev.claudeworker.spi.task.Gate;
import dev.claudeworker.spi.task.Lease;
import dev.claudeworker.spi.task.Task;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.task.TaskInput;
import dev.claudeworker.spi.task.TaskResult;
import dev.claudeworker.spi.task.TaskStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * Keeps tasks, attempts, gates and the event log. Decides nothing: the core computes moves, storage applies or refuses
 * them. Safe for use from any number of threads; every call blocks until it is done. Every method may throw {@link
 * dev.claudeworker.spi.WorkerException} with a code of {@link StorageErrors}; after such a throw from {@link #apply} it is
 * unknown whether the group was applied, and applying it again is safe. A closed storage throws {@link
 * StorageErrors#UNAVAILABLE}.
 *
 * <p>Times are kept to the microsecond and durations to the millisecond; what is finer may be lost.
 */
public interface Storage extends AutoCloseable {

  /**
   * Applies a group of units in one transaction, claims due tasks in the same transaction, and returns when all of it is
   * durable. Units that cannot be applied are refused one by one; the others of the group stand.
   *
   * <p>Within the group: locks are taken first, in the order of ids; leases and states are checked before anything is
   * written; then {@code rule} is asked, level by level, what follows for the direct dependents of every task that ended,
   * and for new tasks whose upstream has already ended; then everything is written in sets; then come the {@link RestMove}s
   * of orchestrations, with the rule for what depends on those tasks from outside; then the rule is asked what follows for
   * the orchestrations; the claim comes after all moves, so that it sees their effects; then the orchestrations of claimed
   * tasks are asked about; event numbers are allocated last.
   * Causes have smaller numbers than effects: events of the units come first, then those of dependents level by level,
   * then those of orchestrations, then those of claimed tasks.
   *
   * <p>A task that becomes pending takes a place in its own {@link dev.claudeworker.spi.task.Lane} and then one in its
   * orchestration's ({@code maxParallel}); while one of them is full it is {@link dev.claudeworker.spi.task.Held held}. It
   * keeps its places while it is pending or running. A place that comes free goes to the first held task in claim order, in
   * the same group. Places are always taken in this order, so no tasks wait for each other for ever.
   *
   * <p>What the rule or the functions of the claim throw comes out of this method as it is, and nothing of the group is
   * written.
   *
   * @param group the units, the rule and the claim; no task stands in two units of a group and no orchestration in two
   *     moves, except that a submission may be repeated within it
   * @return one result per unit, in order, the claimed tasks, and the events that were written
   */
  GroupResult apply(Group group);

  /**
   * Renews leases by the storage's clock.
   *
   * @param leases leases this server holds
   * @param leaseFor how long from now they shall hold
   * @return one answer per lease, in order
   */
  List<Renewal> renew(List<Lease> leases, Duration leaseFor);

  /**
   * Stores the latest progress of running attempts. Best effort and not synced; updates whose lease was lost are dropped.
   *
   * @param updates the latest progress, one per lease
   */
  void progress(List<ProgressUpdate> updates);

  /**
   * The lease clock: database time in shared storage, the settable clock in tests.
   *
   * @return now
   */
  Instant now();

  /**
   * One task.
   *
   * @param id its number
   * @return the task, empty if there is none
   */
  Optional<Task> find(TaskId id);

  /**
   * Several tasks in one go.
   *
   * @param ids their numbers, each once
   * @return those that there are, smallest number first
   */
  default List<Task> find(List<TaskId> ids) {
    return ids.stream().sorted().flatMap(id -> find(id).stream()).toList();
  }

  /**
   * Heavy texts of a task.
   *
   * @param id its number
   * @return its input, empty if there is no such task
   */
  Optional<TaskInput> input(TaskId id);

  /**
   * The whole result of a completed task.
   *
   * @param id its number
   * @return the result, empty if there is no such task or it has none
   */
  Optional<TaskResult> result(TaskId id);

  /**
   * What the next attempt of a task continues, with the text of the person who resumed it. A task itself shows only the
   * reference.
   *
   * @param id its number
   * @return empty if there is no such task or its next attempt starts anew; the default knows no texts, so a storage must
   *     override it
   */
  default Optional<Continuation> continuation(TaskId id) {
    return find(id)
        .flatMap(task -> task.state().resumeReference())
        .map(reference -> new Continuation(reference, Optional.empty()));
  }

  /**
   * All attempts of a task.
   *
   * @param id its number
   * @return attempts by number, empty if there is no such task or none began
   */
  List<Attempt> attempts(TaskId id);

  /**
   * Tasks by filter, newest (largest id) first.
   *
   * @param filter what to list
   * @return one page and the event number as of which it is true
   */
  TaskPage list(TaskFilter filter);

  /**
   * Waiting tasks whose time has come.
   *
   * @param now the moment, by the core's clock
   * @param limit at most so many, 1 or more
   * @return tasks with {@code due <= now}, earliest first
   */
  List<Task> due(Instant now, int limit);

  /**
   * When the next waiting task becomes due by itself, or the time of an orchestration runs out.
   *
   * @return the earliest {@code due} of all waiting tasks and {@code deadline} of all orchestrations, empty if none has one
   */
  Optional<Instant> nextDue();

  /**
   * What is read about orchestrations and dependencies.
   *
   * @return the reads, as valid as this storage
   */
  GraphReads graphs();

  /**
   * Attempts that hold a lease.
   *
   * @param server id of the server that holds it; empty = any server, but only those whose lease has expired by the
   *     storage's clock
   * @return the running attempts, by task id
   */
  List<RunningAttempt> running(Optional<String> server);

  /**
   * All closed gates, including those whose time has come but whose row still stands.
   *
   * @return the gates
   */
  List<Gate> gates();

  /**
   * How many tasks are in each state. A maintained figure: its cost does not grow with the number of tasks.
   *
   * @return a number for every state
   */
  Map<TaskStatus, Long> counts();

  /**
   * Events in the order of their numbers, only durable ones.
   *
   * @param filter which events
   * @return one page; never a gap before its last event
   */
  EventPage events(EventFilter filter);

  /**
   * Asks to be told when something was committed by any server that shares the storage. A hint: it may come late, twice or,
   * while a connection is away, not at all, so whoever asks also looks by itself from time to time. Ends when the storage is
   * closed. Asked at most once.
   *
   * @param changed gets the number of the last event that is known to be committed; called on a thread of the storage and
   *     returns at once
   */
  default void onCommit(LongConsumer changed) {}

  /**
   * Removal of what is too old.
   *
   * @return the default removes nothing, so a storage must override it
   */
  default Pruning pruning() {
    return Pruning.NONE;
  }

  /**
   * The servers that share this storage.
   *
   * @return the default knows none, so a storage that several servers use must override it
   */
  default ServerRegistry servers() {
    return ServerRegistry.NONE;
  }

  /**
   * Moving everything to another storage or to a file, and back.
   *
   * @return the default can do neither, so a storage must override it
   */
  default Transfer transfer() {
    return Transfer.NONE;
  }

  /**
   * Facts about this storage.
   *
   * @return its identity and versions
   */
  StorageInfo info();

  /** Closes it after the running calls have ended. Closing twice is allowed and does nothing the second time. */
  @Override
  void close();
}
