package dev.claudeworker.spi.task;

import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.dag.OrchestrationId;
import java.time.Instant;
import java.util.Optional;

/**
 * One entry of the event log. Numbers have no gaps and follow the order of commits.
 *
 * @param sequence its number, from 1
 * @param type what happened, for example {@code task.started}; readers skip types that they do not know
 * @param typeVersion version of the shape of {@code data}
 * @param project the project
 * @param actor who caused it: a user, a token, {@code server:<id>}
 * @param task the task it is about
 * @param attempt the attempt it is about
 * @param orchestration the orchestration it is about
 * @param correlationId ties it to the request or submission that led to it
 * @param at when, by the core's clock
 * @param data facts of the event, without prompts and results
 */
public record TaskEvent(
    long sequence,
    String type,
    int typeVersion,
    String project,
    String actor,
    Optional<TaskId> task,
    Optional<Integer> attempt,
    Optional<OrchestrationId> orchestration,
    String correlationId,
    Instant at,
    JsonObject data) {}
