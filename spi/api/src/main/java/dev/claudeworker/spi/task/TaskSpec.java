package dev.claudeworker.spi.task;

/**
 * A task as it is submitted.
 *
 * @param input the heavy texts
 * @param settings everything else
 */
public record TaskSpec(TaskInput input, TaskSettings settings) {}
