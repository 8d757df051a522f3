package dev.claudeworker.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import dev.claudeworker.json.JacksonJsonCodec;
import dev.claudeworker.spi.JsonValue.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoggingTest {

  private static final long KIB = 1024;

  @TempDir
  Path directory;

  private final LoggerContext context = new LoggerContext();
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  @AfterEach
  void stop() {
    context.stop();
  }

  @Test
  void aLineHasTimeLevelLoggerCorrelationIdAndMessage() throws IOException {
    Logger log = start("info", LogFormat.TEXT);
    context.getMDCAdapter().put("correlation_id", "abc");
    log.warn("task {} waits", 7);
    log.debug("not shown");

    assertThat(lines()).singleElement().asString().matches("\\S+Z WARN  Queue \\[abc] - task 7 waits");
  }

  @Test
  void whatOthersSayBeginsNoLineOfItsOwn() throws IOException {
    Logger log = start("info", LogFormat.TEXT);
    log.info("prompt: {}", "x\n2026-01-01T00:00:00Z ERROR Queue - forged\u001b[2J");
    log.error("failed", new IllegalStateException("y\n2026-01-01T00:00:00Z ERROR Queue - forged"));

    assertThat(lines()).filteredOn(line -> !line.startsWith("    ")).hasSize(2);
    assertThat(lines().getFirst()).endsWith("prompt: x\\n2026-01-01T00:00:00Z ERROR Queue - forged\\u001b[2J");
    assertThat(lines()).contains("    2026-01-01T00:00:00Z ERROR Queue - forged");
  }

  @Test
  void asJsonEveryEventIsOneObjectOnOneLine() throws Exception {
    Logger log = start("info", LogFormat.JSON);
    context.getMDCAdapter().put("correlation_id", "abc");
    log.error("failed\nfor ever", new IllegalStateException("why"));

    var line = (JsonObject) new JacksonJsonCodec().parse(lines().getFirst());
    assertThat(lines()).hasSize(1);
    assertThat(line.members()).containsOnlyKeys(
        "time", "level", "logger", "thread", "message", "correlation_id", "stack_trace");
    assertThat(line.toString()).contains("failed\nfor ever", "why", "error", "dev.claudeworker.Queue", "abc");
  }

  @Test
  void aFullFileIsPutAsideAndOnlySoManyAreKept() throws IOException {
    Logger log = start("info", LogFormat.TEXT);
    String filler = "x".repeat(1_000);
    for (int line = 0; line < 400; line++) {
      log.info(filler);
    }

    try (var all = Files.list(log().getParent())) {
      assertThat(all).as("readable for their owner alone")
          .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
              .isEqualTo("rw-------"));
    }
    assertThat(files()).contains("claude-worker.log")
        .anyMatch(name -> name.matches("claude-worker\\.\\S+\\.\\d+\\.log"));
    assertThat(Files.size(log())).isLessThan(100 * KIB);
  }

  @Test
  void verboseSparesWhatOnlyTheAuthorsOfLibrariesWantToKnow() {
    start("debug", LogFormat.TEXT);
    assertThat(context.getLogger("dev.claudeworker.Queue").isDebugEnabled()).isTrue();
    assertThat(context.getLogger("io.netty.x").isInfoEnabled()).isFalse();

    start("trace", LogFormat.TEXT);
    assertThat(context.getLogger("io.netty.x").isDebugEnabled()).isTrue();
  }

  @Test
  void aFolderThatCannotBeWrittenIsSaidOnceAndHindersNobody() throws IOException {
    Path file = Files.createFile(directory.resolve("file"));
    Logging.start(context, settings(file.resolve("logs"), "info", LogFormat.TEXT), new PrintStream(said, true),
        Level.TRACE);
    Logger log = context.getLogger("dev.claudeworker.Queue");
    log.info("one");
    log.info("two");

    assertThat(said.toString(StandardCharsets.UTF_8))
        .containsOnlyOnce("cannot be written")
        .contains(file.resolve("logs/claude-worker.log").toString(), "Tasks are not affected", "log.directory");
  }

  @Test
  void aFolderThatIsMadeIsForItsOwnerAlone() throws IOException {
    start("info", LogFormat.TEXT);

    assertThat(Files.getPosixFilePermissions(directory.resolve("logs"))).hasSize(3);
    assertThat(said.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  private Logger start(String level, LogFormat format) {
    context.setMDCAdapter(new LogbackMDCAdapter());
    Logging.start(context, settings(directory.resolve("logs"), level, format), new PrintStream(said, true),
        Level.TRACE);
    return context.getLogger("dev.claudeworker.Queue");
  }

  private static LogSettings settings(Path place, String level, LogFormat format) {
    return new LogSettings(place, level, format, 64 * KIB, 2, 30);
  }

  private Path log() {
    return directory.resolve("logs").resolve(LogSettings.FILE_NAME);
  }

  private List<String> lines() throws IOException {
    return Files.readAllLines(log());
  }

  private List<String> files() throws IOException {
    try (Stream<Path> found = Files.list(directory.resolve("logs"))) {
      return found.map(path -> path.getFileName().toString()).toList();
    }
  }
}
