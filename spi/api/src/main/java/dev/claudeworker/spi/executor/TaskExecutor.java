package dev.claudeworker.spi.executor;

import dev.claudeworker.spi.PluginConfig;
import dev.claudeworker.spi.task.AttemptOutcome;
import dev.claudeworker.spi.task.TaskSettings;
import dev.claudeworker.spi.task.TaskSpec;
import java.time.Duration;
import java.util.List;

/** Carries out attempts. Called from many threads at once. */
public interface TaskExecutor extends AutoCloseable {

  /**
   * Carries out one attempt and returns how it ended. Blocks its virtual thread as long as that takes.
   *
   * <p>Called again with the same attempt after a restart of the server, if {@link #reattachable()}: asking the context
   * for the process then returns the running (or ended) child, and its output is read again from the start.
   *
   * <p>Cancellation and timeouts: the runtime ends the child politely, then hard; an executor without a child is
   * interrupted. Either way it returns the outcome as it sees it; the runtime knows why it ended the attempt.
   *
   * @param context the attempt
   * @return how it ended; a throw is reported as an internal failure
   * @throws InterruptedException if the attempt is to end
   */
  AttemptOutcome execute(AttemptContext context) throws InterruptedException;

  /**
   * Checks a task when it is submitted, beyond the options schema.
   *
   * @param spec the task
   * @param options its checked options
   * @throws dev.claudeworker.spi.WorkerException of category USER if it can never run
   */
  default void validate(TaskSpec spec, PluginConfig options) {}

  /**
   * Whether attempts survive the server: they use {@link AttemptContext#process} and can be executed again to adopt it.
   *
   * @return false by default: an attempt that was running when the server died is lost and tried again
   */
  default boolean reattachable() {
    return false;
  }

  /**
   * Whose limits a task would use. Usage limits close the gate for all tasks of the same executor and account.
   *
   * @param settings the task
   * @return a short name, {@code default} by default
   */
  default String account(TaskSettings settings) {
    return "default";
  }

  /**
   * How long an attempt may take if neither task nor configuration says.
   *
   * @param settings the task
   * @return the limit; zero = none
   */
  default Duration defaultTimeout(TaskSettings settings) {
    return Duration.ZERO;
  }

  /**
   * Which variables of the server's environment (or of its owner-only environment file) attempts get: secrets and endpoints
   * of this executor's service. Never stored, never shown.
   *
   * @return names; a trailing {@code *} stands for any ending
   */
  default List<String> serverVariables() {
    return List.of();
  }

  /**
   * Whether it could run a task now, for {@code health} and {@code doctor}. May take some milliseconds; must not cost money.
   *
   * @return ready or what is missing
   */
  default Readiness readiness() {
    return Readiness.ready("");
  }

  /** Releases what it holds. Called once, after its last attempt. */
  @Override
  default void close() {}
}
