package dev.claudeworker.resource;

import java.time.Duration;

/**
 * Bounds of what attempts may take from the machine.
 *
 * @param checkEvery {@code resources.check_interval}: how often the machine is looked at
 * @param minFreeMemoryBytes {@code resources.min_free_memory}: below it nothing new is started; 0 = never mind
 * @param minFreeDiskBytes {@code resources.min_free_disk}: the same for the disk of the home
 * @param reopenFactor {@code resources.reopen_factor}: starts begin again when so many times the least is free
 * @param memoryReserveBytes {@code resources.memory_reserve}: with {@code auto}, left to others
 * @param taskMemoryBytes {@code resources.task_memory}: with {@code auto}, what a task takes until some were seen
 * @param maxAutoSlots {@code resources.max_auto_workers}: with {@code auto}, no more slots than this
 */
public record ResourceSettings(
    Duration checkEvery,
    long minFreeMemoryBytes,
    long minFreeDiskBytes,
    double reopenFactor,
    long memoryReserveBytes,
    long taskMemoryBytes,
    int maxAutoSlots) {

  private static final long MIB = 1L << 20;

  /** 1 s; 200 MB of memory, 500 MB of disk, 1.25 times that to begin again; 500 MB left to others; 200 MB a task; 64. */
  public static final ResourceSettings DEFAULT =
      new ResourceSettings(Duration.ofSeconds(1), 200 * MIB, 500 * MIB, 1.25, 500 * MIB, 200 * MIB, 64);

  /** The machine is not looked at. */
  public static final ResourceSettings UNWATCHED =
      new ResourceSettings(Duration.ofSeconds(1), 0, 0, 1.25, 500 * MIB, 200 * MIB, 64);

  /** Checks the ranges. */
  public ResourceSettings {
    require(checkEvery.isPositive(), "resources.check_interval is more than 0");
    require(minFreeMemoryBytes >= 0, "resources.min_free_memory is not negative");
    require(minFreeDiskBytes >= 0, "resources.min_free_disk is not negative");
    require(reopenFactor >= 1, "resources.reopen_factor is at least 1");
    require(memoryReserveBytes >= 0, "resources.memory_reserve is not negative");
    require(taskMemoryBytes > 0, "resources.task_memory is more than 0");
    require(maxAutoSlots >= 1, "resources.max_auto_workers is at least 1");
  }

  /** Whether a shortage can hold back anything. */
  public boolean watched() {
    return minFreeMemoryBytes > 0 || minFreeDiskBytes > 0;
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
