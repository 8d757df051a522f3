package dev.claudeworker.resource;

import java.util.OptionalLong;

/**
 * What the machine (or the container around this process) has and gives at one moment.
 *
 * @param memoryBytes all its memory
 * @param availableMemoryBytes what could be had without swapping; empty = this system does not tell
 * @param processors how many processors this process may use
 * @param busyProcessors how many of them are busy, on average over the last seconds, with anybody's work
 * @param freeDiskBytes what can still be written where the home is; empty = not known
 */
public record MachineFacts(
    long memoryBytes,
    OptionalLong availableMemoryBytes,
    int processors,
    double busyProcessors,
    OptionalLong freeDiskBytes) {}
