package dev.claudeworker.worker;

import dev.claudeworker.attempt.AttemptSettings;
import dev.claudeworker.attempt.EnvironmentSettings;
import dev.claudeworker.event.EventSettings;
import dev.claudeworker.fleet.FleetSettings;
import dev.claudeworker.lease.LeaseSettings;
import dev.claudeworker.process.ProcessLimits;
import dev.claudeworker.process.ProcessSettings;
import dev.claudeworker.queue.OrchestrationBounds;
import dev.claudeworker.queue.QueueSettings;
import dev.claudeworker.retry.CircuitRules;
import dev.claudeworker.retry.SuspensionRules;

/**
 * All named bounds of the core. Each record names its settings and checks their ranges.
 *
 * @param queue the queue
 * @param orchestration orchestrations
 * @param worker the worker
 * @param lease leases
 * @param attempt one attempt
 * @param limits what a child may use; its grace period holds for attempts without a child too
 * @param environment the environment of children
 * @param circuit the circuit breaker
 * @param suspension waits without a known end
 * @param events the publisher
 * @param fleet this server among others
 */
public record CoreSettings(
    QueueSettings queue,
    OrchestrationBounds orchestration,
    WorkerSettings worker,
    LeaseSettings lease,
    AttemptSettings attempt,
    ProcessLimits limits,
    EnvironmentSettings environment,
    CircuitRules circuit,
    SuspensionRules suspension,
    EventSettings events,
    FleetSettings fleet) {

  /** The defaults of all. */
  public static final CoreSettings DEFAULT =
      new CoreSettings(
          QueueSettings.DEFAULT,
          OrchestrationBounds.DEFAULT,
          WorkerSettings.DEFAULT,
          LeaseSettings.DEFAULT,
          AttemptSettings.DEFAULT,
          ProcessSettings.DEFAULTS.limits(),
          EnvironmentSettings.DEFAULT,
          CircuitRules.DEFAULT,
          SuspensionRules.DEFAULT,
          EventSettings.DEFAULT,
          FleetSettings.DEFAULT);

  /** The same with other bounds of the worker. */
  public CoreSettings with(WorkerSettings other) {
    return new CoreSettings(queue, orchestration, other, lease, attempt, limits, environment, circuit, suspension,
        events, fleet);
  }

  /** The same with another place among servers. */
  public CoreSettings with(FleetSettings other) {
    return new CoreSettings(
        queue, orchestration, worker, lease, attempt, limits, environment, circuit, suspension, events, other);
  }

  /** The same with other bounds of leases. */
  public CoreSettings with(LeaseSettings other) {
    return new CoreSettings(
        queue, orchestration, worker, other, attempt, limits, environment, circuit, suspension, events, fleet);
  }

  /** The same with other bounds of orchestrations. */
  public CoreSettings with(OrchestrationBounds other) {
    return new CoreSettings(queue, other, worker, lease, attempt, limits, environment, circuit, suspension, events,
        fleet);
  }
}
