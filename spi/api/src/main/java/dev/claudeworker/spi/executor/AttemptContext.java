package dev.claudeworker.spi.executor;

import dev.claudeworker.spi.PluginConfig;
import dev.claudeworker.spi.task.Continuation;
import dev.claudeworker.spi.task.Progress;
import dev.claudeworker.spi.task.Task;
import dev.claudeworker.spi.task.TaskInput;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** One attempt, as its executor sees it. Safe for use from any thread until {@code execute} returns. */
public interface AttemptContext {

  /**
   * The task.
   *
   * @return the task as it stood when it was claimed
   */
  Task task();

  /**
   * Its heavy texts.
   *
   * @return prompt, system prompt, environment of the submitter
   */
  TaskInput input();

  /**
   * Its options, checked against the executor's options schema.
   *
   * @return the options with defaults
   */
  PluginConfig options();

  /**
   * Number of this attempt.
   *
   * @return 1 for the first
   */
  int number();

  /**
   * Identity of this attempt, the same over all adoptions.
   *
   * @return its uuid
   */
  UUID attemptId();

  /**
   * What this attempt continues.
   *
   * @return empty = start anew
   */
  Optional<Continuation> continuation();

  /**
   * The attempt's own directory, mode 0700. Survives the attempt until retention removes it; the names {@code run}, {@code
   * stdin}, {@code stdout}, {@code stderr}, {@code exit} and those beginning with a dot belong to the runtime.
   *
   * @return an absolute, existing directory
   */
  Path directory();

  /**
   * The environment for children: harmless variables of the submitter and the server variables the executor asked for, by
   * the allow-list. {@code CLAUDE_WORKER_CORRELATION_ID} is the correlation id of the request that submitted the task. Holds
   * secrets: never log it.
   *
   * @return an unmodifiable map
   */
  Map<String, String> environment();

  /**
   * How the attempt reaches the queue, for executors whose children can use tools. May wait a moment for the server to listen.
   *
   * @return empty if tasks may not use the queue ({@code tools.for_tasks})
   * @throws InterruptedException if the attempt is to end
   */
  default Optional<QueueAccess> queueAccess() throws InterruptedException {
    return Optional.empty();
  }

  /**
   * Starts the attempt's child process, or returns the one that is already there. A child starts once or never; it outlives
   * the server.
   *
   * @param spec what to start
   * @return the child
   * @throws ProcessStartException if it could not be started
   * @throws InterruptedException if the attempt is to end
   */
  ChildProcess process(ProcessSpec spec) throws ProcessStartException, InterruptedException;

  /**
   * Saves what could be continued if this attempt is lost. Returns when it is durable, so call it before starting what it
   * names.
   *
   * @param reference the executor's own name for it, at most 1,000 characters
   * @throws InterruptedException if the attempt is to end, also because its lease was lost
   */
  void saveResumeReference(String reference) throws InterruptedException;

  /**
   * Reports the latest progress. Cheap and never blocks; only the latest counts. After an adoption the same progress comes
   * again, which is fine.
   *
   * @param progress the latest progress
   */
  void progress(Progress progress);

  /**
   * The attempt's log for people.
   *
   * @return the log
   */
  AttemptLog log();

  /**
   * Why the runtime is ending this attempt.
   *
   * @return empty as long as it is not
   */
  Optional<EndCause> ending();
}
