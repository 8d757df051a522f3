package dev.claudeworker.spi.testkit;

import dev.claudeworker.spi.storage.ClaimRequest;
import dev.claudeworker.spi.storage.ClaimedTask;
import dev.claudeworker.spi.storage.EventDraft;
import dev.claudeworker.spi.storage.LeaseHolder;
import dev.claudeworker.spi.storage.Placement;
import dev.claudeworker.spi.task.EventTypes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** Builds claims: {@code Claims.by("one").limit(3).build()} asks for tasks of {@link NewTasks#EXECUTOR}, leases of 10 minutes. */
public final class Claims {

  /** How long leases hold without another wish. */
  public static final Duration LEASE = Duration.ofMinutes(10);

  private final LeaseHolder holder;
  private int limit = 1;
  private Duration leaseFor = LEASE;
  private Set<String> executors = Set.of(NewTasks.EXECUTOR);
  private Placement placement = Placement.ALONE;
  private final Map<String, Integer> accountLimits = new HashMap<>();
  private Instant at = SettableClock.START;
  private Function<ClaimedTask, List<EventDraft>> events =
      claimed -> List.of(Drafts.event(EventTypes.TASK_STARTED, claimed.attempt().number()));

  private Claims(LeaseHolder holder) {
    this.holder = holder;
  }

  /**
   * A claim of one task.
   *
   * @param server who claims
   * @return a builder
   */
  public static Claims by(String server) {
    return new Claims(holder(server));
  }

  /**
   * Who holds the leases that a server claims here.
   *
   * @param server id of the server
   * @return the holder, the same each time
   */
  public static LeaseHolder holder(String server) {
    return new LeaseHolder(server, UUID.nameUUIDFromBytes(server.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * Sets the limit.
   *
   * @param value at most so many tasks
   * @return this
   */
  public Claims limit(int value) {
    limit = value;
    return this;
  }

  /**
   * Sets how long the leases hold.
   *
   * @param value how long
   * @return this
   */
  public Claims leaseFor(Duration value) {
    leaseFor = value;
    return this;
  }

  /**
   * Sets the executors.
   *
   * @param names their names
   * @return this
   */
  public Claims executors(String... names) {
    executors = Set.of(names);
    return this;
  }

  /**
   * Sets what belongs to other servers.
   *
   * @param value without this the server is alone and has no labels
   * @return this
   */
  public Claims placement(Placement value) {
    placement = value;
    return this;
  }

  /**
   * Bounds the tasks of one account.
   *
   * @param account executor and account joined by {@code /}
   * @param tasks at most so many
   * @return this
   */
  public Claims accountLimit(String account, int tasks) {
    accountLimits.put(account, tasks);
    return this;
  }

  /**
   * Sets the time.
   *
   * @param value now, by the core's clock
   * @return this
   */
  public Claims at(Instant value) {
    at = value;
    return this;
  }

  /**
   * Sets the events; without this there is one {@code task.started}.
   *
   * @param value the events of a claimed task
   * @return this
   */
  public Claims events(Function<ClaimedTask, List<EventDraft>> value) {
    events = value;
    return this;
  }

  /**
   * The claim.
   *
   * @return the claim, with random uuids
   */
  public ClaimRequest build() {
    return new ClaimRequest(
        holder, limit, leaseFor, executors, placement, accountLimits, at, UUID::randomUUID, events);
  }
}
