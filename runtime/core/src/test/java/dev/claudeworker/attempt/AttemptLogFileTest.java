package dev.claudeworker.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.spi.testkit.SettableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AttemptLogFileTest {

  @TempDir
  Path directory;

  private final SettableClock clock = new SettableClock();

  private Path path() {
    return directory.resolve(AttemptDirectories.LOG_FILE);
  }

  private AttemptLogFile log() {
    return log(AttemptSettings.DEFAULT);
  }

  private AttemptLogFile log(AttemptSettings settings) {
    return new AttemptLogFile(this::path, clock, settings);
  }

  private static AttemptSettings bounds(long maxLogBytes, int maxLogLine) {
    return new AttemptSettings(Duration.ofSeconds(5), maxLogBytes, maxLogLine, Duration.ofSeconds(1), 1_000);
  }

  private List<String> lines(LogLevel level) throws IOException {
    return AttemptLogReader.read(path(), level, 0, 1 << 20).lines().stream().map(AttemptLogLine::text).toList();
  }

  @Test
  void summaryIsPartOfTheDetailedLog() throws IOException {
    try (var log = log()) {
      log.summary("first");
      log.detail("second");
      log.runtime("third");
    }

    assertThat(lines(LogLevel.DETAILED)).containsExactly("first", "second", "third");
    assertThat(lines(LogLevel.SUMMARY)).containsExactly("first", "third");
  }

  @Test
  void fileIsMadeWithTheFirstLineForItsOwnerAlone() throws IOException {
    try (var log = log()) {
      assertThat(path()).doesNotExist();
      log.summary("first");

      assertThat(Files.getPosixFilePermissions(path())).isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }
  }

  @Test
  void lineBreaksAndControlCharactersAreMadeVisible() throws IOException {
    try (var log = log()) {
      log.summary("a\nb\rc\td\u001b[31me\u0085f\uD83D\uDE00");
    }

    assertThat(lines(LogLevel.SUMMARY)).containsExactly("a\\nb\\rc  d\\u001b[31me\\u0085f\uD83D\uDE00");
  }

  @Test
  void adoptionWritesNoLineTwice() throws IOException {
    try (var log = log()) {
      log.summary("one");
      log.runtime("the server stops");
      log.detail("two");
    }
    try (var log = log()) {
      log.runtime("adopted");
      log.summary("one");
      log.detail("two");
      log.detail("three");
    }

    assertThat(lines(LogLevel.DETAILED)).containsExactly("one", "the server stops", "two", "adopted", "three");
  }

  @Test
  void tornLastLineIsWrittenAgainWhole() throws IOException {
    try (var log = log()) {
      log.detail("one");
      log.detail("two");
    }
    long size = Files.size(path());
    try (var channel = java.nio.channels.FileChannel.open(path(), StandardOpenOption.WRITE)) {
      channel.truncate(size - 2);
    }
    try (var log = log()) {
      log.detail("one");
      log.detail("two");
    }

    assertThat(lines(LogLevel.DETAILED)).containsExactly("one", "two");
  }

  @Test
  void lineBeyondItsBoundIsCut() throws IOException {
    try (var log = log(bounds(1_000, 5))) {
      log.detail("12345");
      log.detail("123456");
    }

    assertThat(lines(LogLevel.DETAILED)).containsExactly("12345", "12345 ... (1 more characters)");
  }

  @Test
  void logBeyondItsBoundEndsAndSaysSo() throws IOException {
    try (var log = log(bounds(50, 100))) {
      log.detail("x".repeat(30));
      log.detail("never seen");
    }

    assertThat(lines(LogLevel.DETAILED)).containsExactly(
        "x".repeat(30), "The log has reached 50 bytes (attempt.max_log); the rest is left out.");
  }

  @Test
  void closedLogTakesNothing() {
    var log = log();
    log.close();
    log.summary("too late");

    assertThat(path()).doesNotExist();
  }

  @Test
  void interruptedThreadCanStillWrite() throws IOException {
    try (var log = log()) {
      log.summary("before");
      Thread.currentThread().interrupt();
      log.summary("after");
      assertThat(Thread.interrupted()).isTrue();
    }

    assertThat(lines(LogLevel.SUMMARY)).containsExactly("before", "after");
  }

  @Test
  void readerGoesOnWhereItStoppedAndLeavesATornLine() throws IOException {
    try (var log = log()) {
      log.summary("one");
    }
    var first = AttemptLogReader.read(path(), LogLevel.SUMMARY, 0, 1 << 20);
    Files.writeString(path(), "2026-01-02T03:04:05Z\tS\ttorn", StandardOpenOption.APPEND);
    var torn = AttemptLogReader.read(path(), LogLevel.SUMMARY, first.offset(), 1 << 20);
    Files.writeString(path(), " no more\n", StandardOpenOption.APPEND);
    var whole = AttemptLogReader.read(path(), LogLevel.SUMMARY, torn.offset(), 1 << 20);

    assertThat(torn.lines()).isEmpty();
    assertThat(torn.offset()).isEqualTo(first.offset());
    assertThat(whole.lines()).extracting(AttemptLogLine::text).containsExactly("torn no more");
    assertThat(whole.offset()).isEqualTo(Files.size(path()));
  }

  @Test
  void absentLogIsEmpty() throws IOException {
    assertThat(AttemptLogReader.read(path(), LogLevel.DETAILED, 0, 100)).isEqualTo(new AttemptLogPage(List.of(), 0));
  }
}
