package dev.claudeworker.retention;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How long what is kept. Zero = for ever.
 *
 * @param tasks {@code retention.tasks}: ended tasks, since their end, with everything that belongs to them
 * @param events {@code retention.events}: the event log
 * @param attempts {@code retention.attempts}: the folders of the attempts of ended tasks
 * @param rawOutput {@code retention.raw_output}: what becomes of what children printed
 * @param rawOutputAfter {@code retention.raw_output_after}: how long after the end of the task
 * @param keys {@code retention.idempotency_keys}: idempotency keys
 * @param logs {@code retention.logs}: log files of tasks, since the last line
 * @param taskLogs the folder of those
 * @param every {@code retention.interval}: how often is looked for what is too old
 * @param batch {@code retention.batch}: at most so many are removed at once
 * @param pause {@code retention.pause}: rest after a batch
 */
public record RetentionSettings(
    Duration tasks,
    Duration events,
    Duration attempts,
    RawOutput rawOutput,
    Duration rawOutputAfter,
    Duration keys,
    Duration logs,
    Path taskLogs,
    Duration every,
    int batch,
    Duration pause) {}
