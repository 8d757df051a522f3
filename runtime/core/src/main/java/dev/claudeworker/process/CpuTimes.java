package dev.claudeworker.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Reads what the shell's {@code times} printed: a line for itself, a line for its ended children; user and system time. */
final class CpuTimes {

  private static final Pattern TIME = Pattern.compile("(\\d+)m(\\d+)[.,](\\d{1,9})s");

  private CpuTimes() {}

  static Duration ofChildren(Path file) throws IOException {
    try {
      return ofChildren(Files.readAllLines(file, StandardCharsets.ISO_8859_1));
    } catch (NoSuchFileException neverWritten) {
      return Duration.ZERO;
    }
  }

  static Duration ofChildren(List<String> lines) {
    if (lines.size() < 2) {
      return Duration.ZERO;
    }
    return TIME.matcher(lines.get(1)).results().map(CpuTimes::time).reduce(Duration.ZERO, Duration::plus);
  }

  private static Duration time(MatchResult time) {
    String fraction = (time.group(3) + "000000000").substring(0, 9);
    return Duration.ofMinutes(Long.parseLong(time.group(1)))
        .plusSeconds(Long.parseLong(time.group(2)))
        .plusNanos(Long.parseLong(fraction));
  }
}
