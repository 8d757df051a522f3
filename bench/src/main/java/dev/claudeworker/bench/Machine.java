package dev.claudeworker.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The machine a figure belongs to; without it the figure says nothing. */
final class Machine {

  private static final int SYNCS = 200;
  private static final int BLOCK = 4096;
  private static final double TICKS_PER_SECOND = 100;

  /** In the fields of a process's state, counted from behind its name. */
  private static final int USER_TICKS = 11;

  private Machine() {}

  static String describe(Path folder) throws IOException {
    Samples sync = syncMillis(folder);
    return "Machine: %d cores, %s memory, %s %s, Java %s; writing and syncing 4 KB takes p50 %.2f ms, p99 %.2f ms.%n"
        .formatted(
            Runtime.getRuntime().availableProcessors(), memory(), System.getProperty("os.name"),
            System.getProperty("os.version"), Runtime.version(), sync.percentile(50), sync.percentile(99));
  }

  /** The load averages over 1, 5 and 15 minutes, where there are such. */
  static String load() throws IOException {
    Path file = Path.of("/proc/loadavg");
    return Files.exists(file) ? Files.readString(file).replaceAll("(?s) \\d+/.*", "") : "unknown";
  }

  /** What a process holds of the machine's memory. */
  static double residentMegabytes(long pid) throws IOException {
    return Files.readAllLines(Path.of("/proc/" + pid + "/status"))
        .stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024.0)
        .findFirst()
        .orElseThrow();
  }

  /** What this process and all that it started have used of processors so far. */
  static double processorSeconds() {
    ProcessHandle self = ProcessHandle.current();
    double ticks = Stream.concat(Stream.of(self), self.descendants())
        .mapToLong(process -> ticks(Path.of("/proc/" + process.pid() + "/stat")))
        .sum();
    return ticks / TICKS_PER_SECOND;
  }

  /** Its own, and those of its children that have ended; 0 if it has ended meanwhile. */
  private static long ticks(Path stat) {
    try {
      String[] afterName = Files.readString(stat).replaceFirst("(?s)^.*\\) ", "").split(" ");
      return IntStream.range(USER_TICKS, USER_TICKS + 4).mapToLong(field -> Long.parseLong(afterName[field])).sum();
    } catch (IOException _) {
      return 0;
    }
  }

  /** Threads of the operating system in a process. */
  static long threads(long pid) throws IOException {
    return Files.readAllLines(Path.of("/proc/" + pid + "/status"))
        .stream()
        .filter(line -> line.startsWith("Threads:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }

  private static String memory() throws IOException {
    Path file = Path.of("/proc/meminfo");
    if (!Files.exists(file)) {
      return "unknown";
    }
    String kilobytes = Files.readAllLines(file).getFirst().replaceAll("\\D", "");
    return "%.1f GB".formatted(Long.parseLong(kilobytes) / 1e6);
  }

  private static Samples syncMillis(Path folder) throws IOException {
    Path file = folder.resolve("sync");
    var samples = new Samples();
    try (var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      for (int i = 0; i < SYNCS; i++) {
        long before = System.nanoTime();
        channel.write(ByteBuffer.allocate(BLOCK));
        channel.force(false);
        samples.add((System.nanoTime() - before) / 1e6);
      }
    }
    Files.delete(file);
    return samples;
  }
}
