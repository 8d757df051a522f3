package dev.claudeworker.resource;

import java.time.Duration;

/**
 * What one more attempt will take, from what earlier ones were seen to use.
 *
 * @param memoryBytes its peak memory
 * @param processors how many processors it keeps busy while it runs
 * @param startTime processor time of its start, which comes all at once
 */
public record TaskUse(long memoryBytes, double processors, Duration startTime) {}
