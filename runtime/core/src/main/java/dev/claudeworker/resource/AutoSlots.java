package dev.claudeworker.resource;

/**
 * How many attempts may run at once, and how many may begin until the next look. Pure: the same facts give the same answer.
 * More memory, more processors and smaller tasks never give fewer slots. It grows in steps, because what has just been
 * started is not yet seen, and shrinks at once, which ends nothing: attempts beyond the slots finish.
 */
public final class AutoSlots {

  /** Of the memory of a system that does not tell what is available. */
  private static final int PART_OF_UNKNOWN_MEMORY = 2;

  /** Starts take all processors for a moment; only every second moment is given to them. */
  private static final double PART_FOR_STARTS = 0.5;

  private static final double NANOS_PER_SECOND = 1e9;

  private AutoSlots() {}

  /**
   * The slots there should be.
   *
   * @return 1 to {@code resources.max_auto_workers}
   */
  public static int slots(MachineFacts machine, TaskUse use, Holdings now, ResourceSettings settings) {
    long wanted = Math.min(byMemory(machine, use, now, settings), byProcessors(machine, use, now));
    long step = (long) now.slots() + Math.max(1, machine.processors());
    return (int) Math.clamp(Math.min(wanted, step), 1L, settings.maxAutoSlots());
  }

  private static long byMemory(MachineFacts machine, TaskUse use, Holdings now, ResourceSettings settings) {
    if (machine.availableMemoryBytes().isEmpty()) {
      return (machine.memoryBytes() / PART_OF_UNKNOWN_MEMORY - settings.memoryReserveBytes()) / use.memoryBytes();
    }
    long left = machine.availableMemoryBytes().getAsLong() - settings.memoryReserveBytes()
        - now.starting() * use.memoryBytes();
    return now.running() + Math.floorDiv(left, use.memoryBytes());
  }

  private static long byProcessors(MachineFacts machine, TaskUse use, Holdings now) {
    double left = machine.processors() - machine.busyProcessors() - now.starting() * use.processors();
    return now.running() + (long) Math.floor(left / use.processors());
  }

  /**
   * How many attempts may begin until the next look: about two short starts of the real program a second on two processors.
   *
   * @return 1 or more
   */
  public static int starts(MachineFacts machine, TaskUse use, ResourceSettings settings) {
    double processorSeconds = machine.processors() * settings.checkEvery().toNanos() / NANOS_PER_SECOND;
    double ofOneStart = use.startTime().toNanos() / NANOS_PER_SECOND;
    return Math.clamp(Math.round(PART_FOR_STARTS * processorSeconds / ofOneStart), 1, Integer.MAX_VALUE);
  }
}
