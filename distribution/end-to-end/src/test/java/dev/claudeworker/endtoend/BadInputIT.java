package dev.claudeworker.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Every error says what happened, why, and what to do next; nothing is lost. */
class BadInputIT {

  @AutoClose
  private final WorkerHome worker = WorkerHome.create();

  @Test
  void runWithoutPromptSaysHowToGiveOne() {
    assertThat(worker.run("run").failedWith(2).stderr()).contains("prompt");
    assertThat(worker.run("run", "").failedWith(2).stderr()).contains("prompt");
  }

  @Test
  void promptThatLooksLikeAnOptionIsAPrompt() {
    var task = worker.run("run", "--executor", "shell", "--watch", "--", "--help || echo ran");
    assertThat(task.exitCode()).isZero();
    assertThat(task.stdout()).contains("ran");
  }

  @Test
  void directoryThatIsAbsentOrAFileIsRefused() throws IOException {
    var file = Files.writeString(worker.work().resolve("file.txt"), "x");
    assertThat(worker.run("run", "x", "--dir", "missing").failedWith(1).stderr()).contains("missing");
    assertThat(worker.run("run", "x", "--dir", file.toString()).failedWith(1).stderr()).contains("not a directory");
  }

  @Test
  void unknownExecutorOptionStateAndIdAreNamed() {
    assertThat(worker.run("run", "x", "--executor", "nope").failedWith(1).stderr()).contains("nope").contains("shell");
    assertThat(worker.run("run", "x", "--executor", "shell", "-O", "comand=true").failedWith(1).stderr())
        .contains("comand")
        .contains("command");
    assertThat(worker.run("status", "99").failedWith(4).stderr()).contains("99");
    assertThat(worker.run("status", "ninety").failedWith(2).stderr()).contains("ninety");
    assertThat(worker.run("list", "--status", "sleeping").failedWith(2).stderr()).contains("--status: 'sleeping'")
        .contains("pending");
  }

  @Test
  void missingClaudeIsSaidWithWhatToDo() {
    worker.environment("PATH", "/usr/bin:/bin");
    var result = worker.run("run", "hello", "--watch").failedWith(1);
    assertThat(result.stdout() + result.stderr()).contains("claude").contains("install");
    assertThat(worker.task(1)).containsEntry("status", "failed");
  }

  @Test
  void hugePromptIsAcceptedUpToTheLimitAndRefusedAbove() throws IOException {
    worker.config("task", Map.of("max_prompt", "1MB"));
    Files.writeString(worker.work().resolve("fits.txt"), "#".repeat((1 << 20) - 20) + "\necho fits");
    Files.writeString(worker.work().resolve("above.txt"), "#".repeat(1 << 20) + "\n");
    assertThat(worker.run("run", "fits.txt", "--executor", "shell", "--watch").succeeded().stdout()).contains("fits");
    assertThat(worker.run("run", "above.txt", "--executor", "shell").failedWith(1).stderr())
        .contains("task.max_prompt");
  }

  @Test
  void databaseOfTheEarlierPythonVersionIsLeftUntouchedAndMentioned() throws IOException {
    Files.createDirectories(worker.home());
    var old = Files.writeString(worker.home().resolve("tasks.db"), "SQLite format 3\0 and more");
    worker.run("run", "true", "--executor", "shell", "--watch").succeeded();
    assertThat(old).hasContent("SQLite format 3\0 and more");
    assertThat(worker.run("server", "status").succeeded().stdout()).contains("tasks.db");
  }

  @Test
  void damagedDatabaseStopsTheStartAndIsNotReplaced() throws IOException {
    worker.run("run", "true", "--executor", "shell", "--watch").succeeded();
    worker.run("server", "stop").succeeded();
    Path database;
    try (var files = Files.list(worker.home().resolve("data"))) {
      database = files.filter(file -> file.toString().endsWith(".mv.db")).findFirst().orElseThrow();
    }
    var bytes = Files.readAllBytes(database);
    java.util.Arrays.fill(bytes, 0, Math.min(bytes.length, 16_384), (byte) 'x');
    Files.write(database, bytes);
    var refused = worker.run("server", "start").failedWith(3);
    assertThat(refused.stderr()).contains(database.toString()).containsIgnoringCase("damaged");
    assertThat(Files.readAllBytes(database)).isEqualTo(bytes);
  }

  @Test
  void brokenPluginJarIsReportedAndSkipped() throws IOException {
    var plugins = Files.createDirectories(worker.home().resolve("plugins"));
    Files.writeString(plugins.resolve("torn.jar"), "PK\003\004 torn");
    worker.run("run", "echo still works", "--executor", "shell", "--watch").succeeded();
    assertThat(worker.run("server", "status").succeeded().stdout()).contains("torn.jar");
  }

  @Test
  void outputThatCannotBeWrittenIsAFailureAndAReaderThatLeavesIsNone() {
    assertThat(worker.shell("claude-worker version >/dev/full").failedWith(1).stderr())
        .contains("standard output cannot be written: ", "not complete");
    assertThat(worker.shell("claude-worker config show | head -n 1").succeeded().stderr()).isEmpty();
    assertThat(worker.shell("{ claude-worker config show; echo $? >&2; } | true").succeeded().stderr())
        .isEqualTo("0\n");
  }

  @Test
  void homeIsPrivate() throws IOException {
    worker.run("server", "start").succeeded();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(worker.home()))).isEqualTo("rwx------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(worker.home().resolve("token"))))
        .isEqualTo("rw-------");
  }

  /** Each thing in it by itself, also what the command line and plugins add: someone may open the home, as for a web server. */
  @Test
  void nothingInTheHomeIsForOthers() throws IOException {
    worker.run("run", "--executor", "shell", "--watch", "true").succeeded();

    try (var things = Files.list(worker.home())) {
      assertThat(things).hasSizeGreaterThan(10)
          .allSatisfy(thing -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(thing)))
              .as(thing.toString())
              .endsWith("------"));
    }
  }
}
