package dev.claudeworker.spi.testkit;

import dev.claudeworker.spi.storage.DownstreamRule;
import dev.claudeworker.spi.storage.Group;
import dev.claudeworker.spi.storage.NewTask;
import dev.claudeworker.spi.storage.Unit;
import java.util.List;
import java.util.Optional;

/** Groups of units. The rule is {@link ReleaseOrSkip} unless a test gives another. */
public final class Groups {

  private Groups() {}

  /**
   * Units without a claim.
   *
   * @param units the units
   * @return the group
   */
  public static Group of(Unit... units) {
    return of(new ReleaseOrSkip(), units);
  }

  /**
   * Units with a rule of their own.
   *
   * @param rule the rule
   * @param units the units
   * @return the group
   */
  public static Group of(DownstreamRule rule, Unit... units) {
    return new Group(List.of(units), rule, Optional.empty());
  }

  /**
   * Units and a claim.
   *
   * @param claim the claim
   * @param units the units
   * @return the group
   */
  public static Group claiming(Claims claim, Unit... units) {
    return new Group(List.of(units), new ReleaseOrSkip(), Optional.of(claim.build()));
  }

  /**
   * A submission without an idempotency key.
   *
   * @param tasks the tasks
   * @return the unit
   */
  public static Unit.Submit submit(List<NewTask> tasks) {
    return new Unit.Submit(tasks, Optional.empty());
  }

  /**
   * A submission without an idempotency key.
   *
   * @param tasks the tasks
   * @return the unit
   */
  public static Unit.Submit submit(NewTasks... tasks) {
    return submit(List.of(tasks).stream().map(NewTasks::build).toList());
  }
}
