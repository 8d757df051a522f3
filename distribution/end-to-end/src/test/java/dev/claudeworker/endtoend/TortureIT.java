package dev.claudeworker.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** {@code doctor --torture} of the unpacked program, as short as it can be: it breaks a server of its own and nothing else. */
class TortureIT {

  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final int UNDECIDED = 7;

  @AutoClose
  private final WorkerHome worker = WorkerHome.create();

  private CommandResult torture(String... words) {
    return begin(words).await(PATIENCE);
  }

  private RunningCommand begin(String... words) {
    return worker.begin(
        "",
        Stream.concat(Stream.of("doctor", "--torture", "--minutes", "0.1"), Stream.of(words)).toArray(String[]::new));
  }

  @Test
  void everythingIsKeptAndTheUsersOwnServerIsNotTouched() throws IOException {
    worker.run("run", "echo mine", "--executor", "shell", "--watch").succeeded();
    long server = worker.serverPid();
    CommandResult result = torture("--json").succeeded();
    assertThat(result.json()).containsEntry("kept", true)
        .containsEntry("storage", "h2")
        .containsEntry("lost", 0)
        .containsEntry("violations", 0)
        .containsKeys("sync", "commits", "recovery");
    assertThat(number(result.json(), "kills", "survived")).isPositive()
        .isEqualTo(number(result.json(), "kills", "server") + number(result.json(), "kills", "machine"));
    assertThat(number(result.json(), "commits", "per_second")).isPositive();
    assertNothingIsLeft(worker.home());
    assertThat(worker.serverPid()).isEqualTo(server);
    assertThat(worker.run("list", "--json").succeeded().stdout()).contains("mine").doesNotContain("torture");
  }

  @Test
  void interruptedItLeavesNothingBehind() throws Exception {
    Path disk = Files.createDirectory(worker.work().resolve("disk"));
    RunningCommand command = worker.begin("", "doctor", "--torture", "--minutes", "30", "--scratch", "disk");
    // A server that was killed twice before it worked again is told of as the second kill only.
    Awaitility.await("the first kill")
        .atMost(PATIENCE)
        .until(() -> Files.readString(command.stderr()).contains(": works again"));
    // Between a kill and the next start there is none.
    Awaitility.await("a server of its own")
        .atMost(PATIENCE)
        .until(() -> !Processes.withCommand(disk.toString()).isEmpty());
    // Not SIGINT: whoever runs these tests in the background of a script has it ignored by all that they start.
    command.process().destroy();
    assertThat(command.await(PATIENCE).exitCode()).isEqualTo(143);
    assertNothingIsLeft(disk);
    assertThat(worker.home()).as("the user's home").doesNotExist();
  }

  @Test
  void onPostgresItHasADatabaseOfItsOwn() throws Exception {
    try (PostgresCluster postgres = PostgresCluster.start()) {
      worker.config("storage", Map.of("type", "postgres", "database", postgres.url()))
          .config("plugins", Map.of("storage-postgres", Map.of("user", postgres.user())));
      CommandResult result = torture().succeeded();
      assertThat(result.stdout())
          .contains("✓ kills", "✓ violations      0", "postgres (127.0.0.1:", "claude_worker_scratch_",
              "fsync is off", "Everything that is promised was kept.")
          .doesNotContain("\033");
      assertNothingIsLeft(worker.home());
      worker.run("storage", "migrate", "--check");
      assertThat(worker.run("storage", "migrate", "--check", "--json").stdout()).as("the user's own database is empty")
          .contains("\"found\":\"\"");
    }
  }

  @Test
  void whatKeepsItFromTryingIsSaidAndIsNoVerdict() {
    CommandResult nowhere = torture("--scratch", "no/such/folder").failedWith(UNDECIDED);
    assertThat(nowhere.stderr()).contains("no scratch folder can be made in", "no/such/folder", "--scratch FOLDER");
    assertThat(worker.run("doctor", "--torture", "--minutes", "0").failedWith(2).stderr()).contains("from 0.1 to 1440");
    assertThat(worker.run("doctor", "--minutes", "5").failedWith(2).stderr()).contains("--torture");
    worker.config("storage", Map.of("type", "postgres", "database", "jdbc:postgresql://127.0.0.1:1/queue"));
    assertThat(torture().failedWith(UNDECIDED).stderr()).contains("127.0.0.1:1/queue", "cannot be reached");
  }

  private static long number(Map<String, Object> document, String member, String name) {
    return ((Number) ((Map<?, ?>) document.get(member)).get(name)).longValue();
  }

  private static void assertNothingIsLeft(Path parent) throws IOException {
    try (Stream<Path> files = Files.list(parent)) {
      assertThat(files.map(file -> file.getFileName().toString()).toList())
          .noneMatch(name -> name.startsWith("claude-worker-scratch-"));
    }
    List<ProcessHandle> left = Processes.withCommand(parent + "/claude-worker-scratch-");
    assertThat(left).isEmpty();
  }
}
