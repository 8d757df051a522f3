package dev.claudeworker;

import dev.claudeworker.worker.StopMode;
import java.time.Duration;

/**
 * How to stop.
 *
 * @param mode what becomes of running tasks
 * @param atMost how long to wait for them
 */
record StopOrder(StopMode mode, Duration atMost) {}
