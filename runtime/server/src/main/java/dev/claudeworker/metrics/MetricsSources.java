package dev.claudeworker.metrics;

import dev.claudeworker.event.EventPublisher;
import dev.claudeworker.queue.ClaimOrder;
import dev.claudeworker.queue.TaskReader;
import dev.claudeworker.worker.Worker;
import java.time.InstantSource;

/**
 * Where the figures come from.
 *
 * @param queue the queue
 * @param worker the worker
 * @param events what is committed
 * @param order tells since when a task has been due
 * @param clock the time
 */
public record MetricsSources(
    TaskReader queue, Worker worker, EventPublisher events, ClaimOrder order, InstantSource clock) {}
