package dev.claudeworker.spi.storage;

import dev.claudeworker.spi.JsonValue.JsonObject;
import java.time.Instant;
import java.util.Optional;

/**
 * An event before it has a number. Storage adds the number and the subject: task and orchestration of the unit it comes
 * with; a unit about a gate alone has none.
 *
 * @param type what happened
 * @param typeVersion version of the shape of {@code data}
 * @param project the project
 * @param actor who caused it
 * @param attempt the attempt it is about
 * @param correlationId ties it to the request
 * @param at when, by the core's clock
 * @param data facts, without prompts and results
 */
public record EventDraft(
    String type,
    int typeVersion,
    String project,
    String actor,
    Optional<Integer> attempt,
    String correlationId,
    Instant at,
    JsonObject data) {}
