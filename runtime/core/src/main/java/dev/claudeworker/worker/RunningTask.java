package dev.claudeworker.worker;

import dev.claudeworker.spi.executor.EndCause;
import dev.claudeworker.spi.task.TaskId;
import java.time.Instant;
import java.util.Optional;

/**
 * An attempt that runs here.
 *
 * @param task the task
 * @param attempt the attempt's number
 * @param executor name of its executor
 * @param since when it was claimed
 * @param adopted whether an earlier run of the server started it
 * @param ending why it is being ended
 */
public record RunningTask(
    TaskId task, int attempt, String executor, Instant since, boolean adopted, Optional<EndCause> ending) {}
