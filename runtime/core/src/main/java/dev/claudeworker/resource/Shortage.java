package dev.claudeworker.resource;

import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.task.Gate;
import dev.claudeworker.spi.task.GateScope;
import dev.claudeworker.spi.task.WaitReason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Decides whether new attempts are held back because the machine is short of memory or disk, and says so with figures. Each
 * of the two is short below its least, and stays short until {@code resources.reopen_factor} times the least is free, so
 * that the gate does not flap. Pure. The gate is this server's own and is never stored: other servers have other machines,
 * and a full disk could not store it.
 */
public final class Shortage {

  private static final double MIB = 1 << 20;
  private static final String MEMORY = "memory";
  private static final String DISK = "disk";

  private Shortage() {}

  /**
   * The gate that should be closed now.
   *
   * @param before the gate as it was closed before
   * @param machine what the machine gives now
   * @param settings the bounds
   * @param now the moment
   * @return empty if nothing is short
   */
  public static Optional<Gate> gate(
      Optional<Gate> before, MachineFacts machine, ResourceSettings settings, Instant now) {
    List<String> sentences = new ArrayList<>();
    JsonObject details = JsonObject.EMPTY;
    if (machine.availableMemoryBytes().isPresent()) {
      long free = machine.availableMemoryBytes().getAsLong();
      if (isShort(MEMORY, free, settings.minFreeMemoryBytes(), before, settings)) {
        sentences.add(sentence(MEMORY, free, settings.minFreeMemoryBytes(), "resources.min_free_memory"));
        details = figures(details, MEMORY, free, settings.minFreeMemoryBytes());
      }
    }
    if (machine.freeDiskBytes().isPresent()) {
      long free = machine.freeDiskBytes().getAsLong();
      if (isShort(DISK, free, settings.minFreeDiskBytes(), before, settings)) {
        sentences.add(sentence(DISK, free, settings.minFreeDiskBytes(), "resources.min_free_disk"));
        details = figures(details, DISK, free, settings.minFreeDiskBytes());
      }
    }
    if (sentences.isEmpty()) {
      return Optional.empty();
    }
    Instant since = before.map(Gate::closedAt).orElse(now);
    return Optional.of(new Gate(GateScope.ALL, WaitReason.RESOURCES, since, Optional.empty(),
        details.with("message", String.join("; ", sentences))));
  }

  private static boolean isShort(
      String what, long free, long least, Optional<Gate> before, ResourceSettings settings) {
    boolean already = before.filter(gate -> gate.details().get(what + "_free_bytes").isPresent()).isPresent();
    return free < (already ? least * settings.reopenFactor() : least);
  }

  private static String sentence(String what, long free, long least, String key) {
    return String.format(Locale.ROOT, "only %.0f MB of %s are free, and %.0f MB are wanted before a task starts (%s)",
        free / MIB, what, least / MIB, key);
  }

  private static JsonObject figures(JsonObject details, String what, long free, long least) {
    return details.with(what + "_free_bytes", free).with(what + "_wanted_bytes", least);
  }
}
