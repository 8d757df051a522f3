package dev.claudeworker.config;

import dev.claudeworker.attempt.AttemptSettings;
import dev.claudeworker.attempt.EnvironmentSettings;
import dev.claudeworker.dag.GraphLimits;
import dev.claudeworker.event.EventSettings;
import dev.claudeworker.fleet.FleetSettings;
import dev.claudeworker.fleet.ServerLabels;
import dev.claudeworker.lease.LeaseSettings;
import dev.claudeworker.notify.NotifySettings;
import dev.claudeworker.process.ProcessLimits;
import dev.claudeworker.process.ProcessSettings;
import dev.claudeworker.queue.OrchestrationBounds;
import dev.claudeworker.queue.QueueSettings;
import dev.claudeworker.resource.ResourceSettings;
import dev.claudeworker.retry.CircuitRules;
import dev.claudeworker.retry.SuspensionRules;
import dev.claudeworker.spi.task.RetryRules;
import dev.claudeworker.worker.CoreSettings;
import dev.claudeworker.worker.WorkerSettings;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/** Hands the configuration to the core in the core's own words. */
public final class CoreConfiguration {

  private CoreConfiguration() {}

  /**
   * Finds values that are right one by one and contradict each other.
   *
   * @param configuration the configuration
   * @throws ConfigurationException that names their keys
   */
  public static void check(Configuration configuration) throws ConfigurationException {
    try {
      of(configuration);
      process(configuration);
      retry(configuration);
      notify(configuration);
    } catch (IllegalArgumentException contradiction) {
      throw new ConfigurationException(List.of(String.valueOf(contradiction.getMessage())));
    }
  }

  /**
   * The bounds of the core.
   *
   * @param configuration the configuration
   * @return all of them
   * @throws IllegalArgumentException if two values contradict each other; the message names their keys
   */
  public static CoreSettings of(Configuration configuration) {
    return new CoreSettings(
        queue(configuration.section("queue")),
        orchestration(configuration.section("orchestration")),
        worker(configuration.section("worker"), configuration.section("resources")),
        lease(configuration.section("lease")),
        attempt(configuration.section("attempt"), configuration.section("result")),
        limits(configuration.section("attempt")),
        environment(configuration.section("environment")),
        circuit(configuration.section("circuit")),
        suspension(configuration.section("suspension")),
        events(configuration.section("event")),
        fleet(configuration));
  }

  private static FleetSettings fleet(Configuration configuration) {
    Section server = configuration.section("server");
    Section worker = configuration.section("worker");
    FleetSettings usual = FleetSettings.DEFAULT;
    return new FleetSettings(
        server.optionalText("name").filter(name -> !name.isBlank()).orElseGet(HostName::current),
        usual.version(),
        ServerLabels.parse(server.texts("labels")),
        worker.duration("resume_grace"),
        worker.duration("yield"),
        configuration.section("retention").duration("servers"));
  }

  /**
   * What happens after failures of tasks that say nothing about it.
   *
   * @param configuration the configuration
   * @return the rules
   * @throws IllegalArgumentException if two values contradict each other; the message names their keys
   */
  public static RetryRules retry(Configuration configuration) {
    Section retry = configuration.section("retry");
    return new RetryRules(
        retry.integer("attempts"),
        retry.integer("max_lost"),
        RetryRules.Backoff.valueOf(retry.text("backoff").toUpperCase(Locale.ROOT)),
        retry.duration("initial_delay"),
        retry.duration("max_delay"),
        retry.decimal("multiplier"),
        retry.decimal("jitter"));
  }

  /**
   * The bounds of notifications.
   *
   * @param configuration the configuration
   * @return all of them
   */
  public static NotifySettings notify(Configuration configuration) {
    Section notify = configuration.section("notify");
    return new NotifySettings(
        notify.integer("queue"),
        notify.duration("timeout"),
        notify.duration("grace"),
        notify.duration("max_age"),
        notify.duration("stop_timeout"));
  }

  private static QueueSettings queue(Section queue) {
    return new QueueSettings(
        queue.duration("priority_step"),
        queue.duration("fair_share_step"),
        queue.integer("max_group"),
        queue.integer("max_backlog"),
        queue.integer("max_submission"),
        queue.duration("retry_delay"),
        queue.duration("max_retry_delay"));
  }

  private static OrchestrationBounds orchestration(Section orchestration) {
    return new OrchestrationBounds(
        new GraphLimits(orchestration.integer("max_tasks"), orchestration.integer("max_dependencies")),
        orchestration.integer("max_result_reference"));
  }

  /** Without a number the machine decides how many slots there are, and begins with one. */
  private static WorkerSettings worker(Section worker, Section resources) {
    OptionalInt slots = worker.optionalInteger("max_workers");
    return new WorkerSettings(
        slots.orElse(1), slots.isEmpty(), resources(resources), worker.duration("poll_interval"));
  }

  private static ResourceSettings resources(Section resources) {
    return new ResourceSettings(
        resources.duration("check_interval"),
        resources.sizeBytes("min_free_memory"),
        resources.sizeBytes("min_free_disk"),
        resources.decimal("reopen_factor"),
        resources.sizeBytes("memory_reserve"),
        resources.sizeBytes("task_memory"),
        resources.integer("max_auto_workers"));
  }

  private static LeaseSettings lease(Section lease) {
    return new LeaseSettings(lease.duration("duration"), lease.duration("margin"));
  }

  private static AttemptSettings attempt(Section attempt, Section result) {
    return new AttemptSettings(
        attempt.duration("end_margin"),
        attempt.sizeBytes("max_log"),
        attempt.integer("max_log_line"),
        attempt.duration("progress_interval"),
        result.integer("max_text"));
  }

  private static ProcessLimits limits(Section attempt) {
    return new ProcessLimits(attempt.duration("grace_period"), attempt.sizeBytes("max_output"));
  }

  /**
   * The bounds of the process room.
   *
   * @param configuration the configuration
   * @return all of them
   * @throws IllegalArgumentException if two values contradict each other
   */
  public static ProcessSettings process(Configuration configuration) {
    Section attempt = configuration.section("attempt");
    return new ProcessSettings(
        limits(attempt),
        attempt.duration("shortest_poll"),
        attempt.duration("longest_poll"),
        attempt.duration("start_wait"),
        attempt.duration("straggler_grace"),
        attempt.duration("kill_wait"));
  }

  private static EnvironmentSettings environment(Section environment) {
    EnvironmentSettings builtIn = EnvironmentSettings.DEFAULT;
    return new EnvironmentSettings(
        orElse(environment.texts("allow"), builtIn.allow()),
        orElse(environment.texts("deny"), builtIn.deny()),
        orElse(environment.texts("base"), builtIn.base()));
  }

  private static List<String> orElse(List<String> given, List<String> builtIn) {
    return given.isEmpty() ? builtIn : given;
  }

  private static CircuitRules circuit(Section circuit) {
    return new CircuitRules(circuit.integer("failures"), circuit.duration("open_for"), circuit.integer("successes"));
  }

  private static SuspensionRules suspension(Section suspension) {
    return new SuspensionRules(
        suspension.duration("first"),
        suspension.decimal("factor"),
        suspension.duration("longest"),
        suspension.duration("least"));
  }

  private static EventSettings events(Section event) {
    return new EventSettings(
        event.integer("subscriber_queue"), event.integer("max_subscribers"), event.integer("max_catch_up"));
  }
}
