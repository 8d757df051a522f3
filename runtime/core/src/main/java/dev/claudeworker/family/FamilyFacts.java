package dev.claudeworker.family;

import dev.claudeworker.spi.task.TaskId;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * What is known about a task that wants to create tasks.
 *
 * @param parent the task
 * @param ending whether it has been asked to end
 * @param depth how many tasks stand above it; 0 = a person submitted it
 * @param children how many tasks it has created
 * @param moneyLeftUsd what is left of its own {@code max_cost_usd} when it and the tasks it created have spent theirs; empty =
 *     it has no such limit
 */
record FamilyFacts(TaskId parent, boolean ending, int depth, int children, Optional<BigDecimal> moneyLeftUsd) {}
