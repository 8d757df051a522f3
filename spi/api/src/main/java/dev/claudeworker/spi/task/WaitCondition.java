package dev.claudeworker.spi.task;

import dev.claudeworker.spi.JsonValue.JsonObject;
import java.time.Instant;
import java.util.Optional;

/**
 * What a suspended attempt waits for.
 *
 * @param code a code as in {@link WaitReason}
 * @param until when it is worth trying again; empty for {@code usage_limit} and {@code resources} = not known, the core
 *     waits 60 s and longer each time; empty for others = until a signal
 * @param details what a person can act on
 */
public record WaitCondition(String code, Optional<Instant> until, JsonObject details) {}
