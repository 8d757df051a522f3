package dev.claudeworker.plugin.claudecli.outcome;

import dev.claudeworker.spi.task.GateScope;
import java.time.Duration;
import java.time.Instant;

/**
 * What the judgement of a run depends on besides the run.
 *
 * @param failOnDenied whether refused tool calls are a failure
 * @param gate what a usage limit closes
 * @param now the time of the judgement
 * @param longestWait an end of a usage limit later than this from now is not believed
 */
public record JudgingRules(boolean failOnDenied, GateScope gate, Instant now, Duration longestWait) {}
