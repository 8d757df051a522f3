package dev.claudeworker.resource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A Linux machine, or the control group around this process if that has less; see proc(5) and the kernel's cgroup-v2. */
final class LinuxMachine implements MachineSampler {

  private static final long KIB = 1024;

  /** In {@code /proc/stat}: user, nice, system, idle, iowait, irq, softirq, steal. */
  private static final int IDLE = 3;

  private static final int IO_WAIT = 4;
  private static final int COUNTERS = 8;

  private final Path root;
  private final FreeDisk disk;
  private final BusyProcessors busy = new BusyProcessors();

  /** Files are looked for below a root, which is {@code /} except in tests. */
  LinuxMachine(Path root, FreeDisk disk) {
    this.root = root;
    this.disk = disk;
  }

  static boolean available() {
    return Files.isReadable(Path.of("/proc/meminfo"));
  }

  @Override
  public MachineFacts sample() {
    List<String> memory = lines("proc/meminfo");
    long total = field(memory, "MemTotal:").orElse(0) * KIB;
    OptionalLong available = times(field(memory, "MemAvailable:"), KIB);
    Optional<Group> group = group();
    long bytes = group.map(limited -> Math.min(total, limited.limit())).orElse(total);
    OptionalLong free = group.map(limited -> least(available, limited.free())).orElse(available);
    countProcessors();
    int processors = Runtime.getRuntime().availableProcessors();
    return new MachineFacts(bytes, free, processors, busy.share() * processors, disk.bytes());
  }

  /** The memory of a control group; what it has in caches of files could be had. */
  private record Group(long limit, long used, long cached) {

    long free() {
      return Math.max(0, limit - Math.max(0, used - cached));
    }
  }

  private Optional<Group> group() {
    Path place = root.resolve("sys/fs/cgroup");
    String own = lines("proc/self/cgroup").stream()
        .filter(line -> line.startsWith("0::/"))
        .map(line -> line.substring("0::/".length()))
        .findFirst()
        .orElse("");
    // Within a container its own group is the root of what can be seen.
    Path directory = Files.exists(place.resolve(own).resolve("memory.max")) ? place.resolve(own) : place;
    OptionalLong limit = number(first(lines(directory.resolve("memory.max"))));
    OptionalLong used = number(first(lines(directory.resolve("memory.current"))));
    if (limit.isEmpty() || used.isEmpty()) {
      return Optional.empty();
    }
    long cached = field(lines(directory.resolve("memory.stat")), "inactive_file").orElse(0);
    return Optional.of(new Group(limit.getAsLong(), used.getAsLong(), cached));
  }

  private void countProcessors() {
    long[] ticks = Arrays.stream(first(lines("proc/stat")).split("\\s+"))
        .skip(1)
        .limit(COUNTERS)
        .mapToLong(text -> number(text).orElse(0))
        .toArray();
    if (ticks.length == COUNTERS) {
      long all = Arrays.stream(ticks).sum();
      busy.count(all - ticks[IDLE] - ticks[IO_WAIT], all);
    }
  }

  private static OptionalLong least(OptionalLong one, long other) {
    return OptionalLong.of(Math.min(one.orElse(Long.MAX_VALUE), other));
  }

  private static OptionalLong times(OptionalLong number, long factor) {
    return number.isPresent() ? OptionalLong.of(number.getAsLong() * factor) : number;
  }

  private static OptionalLong field(List<String> lines, String name) {
    return lines.stream()
        .map(line -> line.split("\\s+"))
        .filter(words -> words.length > 1 && words[0].equals(name))
        .map(words -> number(words[1]))
        .findFirst()
        .orElse(OptionalLong.empty());
  }

  private static OptionalLong number(String text) {
    return text.matches("\\d{1,18}") ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
  }

  private static String first(List<String> lines) {
    return lines.isEmpty() ? "" : lines.getFirst();
  }

  private List<String> lines(String name) {
    return lines(root.resolve(name));
  }

  private static List<String> lines(Path file) {
    if (!Files.exists(file)) {
      return List.of();
    }
    try {
      return Files.readAllLines(file, StandardCharsets.ISO_8859_1);
    } catch (IOException notThere) {
      return List.of();
    }
  }
}
