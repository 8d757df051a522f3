package dev.claudeworker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.cli.CommandLineFixture.Ran;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people see of a move; the work is the server's and tested there. */
class MovingCommandsTest {

  @TempDir
  Path directory;

  private CommandLineFixture commandLine;

  @BeforeEach
  void make() {
    commandLine = new CommandLineFixture(directory);
  }

  @ParameterizedTest
  @CsvSource({
    "export q.jsonl, 'Exported 12 tasks, 2 orchestrations and 80 events to /q.jsonl (1.3 MB).'",
    "export q.jsonl --force, 'Exported 12 tasks, 2 orchestrations and 80 events to /q.jsonl (1.3 MB).'",
    "import q.jsonl, 'Imported 12 tasks, 2 orchestrations and 80 events.'",
    "import --from-python tasks.db, '3 had not ended; they are here as cancelled.'",
    "backup q.backup, 'Backed up to /q.backup (0.1 MB, up to event 80).'",
    "restore q.backup --replace, 'The earlier database is now /old.mv.db.'",
    "storage migrate --check, 'To be run:'",
    "storage migrate, 'These were run:'",
    "storage migrate --to postgres://h/q, echo 'jdbc:postgresql://h/q' | claude-worker config set storage.database"})
  void theyTellWhatWasDoneAndWhatComesNext(String words, String told) {
    assertThat(commandLine.run(words.split(" ")).out()).contains(told);
  }

  @ParameterizedTest
  @ValueSource(strings = {"export q.jsonl", "import q.jsonl", "backup q.backup", "restore q.backup --replace",
    "storage migrate", "storage migrate --to postgres://h/q"})
  void everyCommandPrintsJson(String words) {
    assertThat(commandLine.run((words + " --json").split(" ")).out()).startsWith("{").endsWith("}\n").hasLineCount(1);
  }

  @Test
  void anInterruptedImportSaysThatItWentOn() {
    assertThat(commandLine.run("import", "q.jsonl").err()).contains("An earlier try had written 500 records");
  }

  @Test
  void aCheckEndsWithOneIfSomethingIsPending() {
    assertThat(commandLine.run("storage", "migrate", "--check").exitCode()).isEqualTo(1);
    assertThat(commandLine.run("storage", "migrate", "--dry-run").exitCode()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"import", "import a --from-python b", "storage migrate --to postgres://h/q --check", "export",
    "backup", "restore"})
  void badUsageIsRefusedBeforeAnythingIsDone(String words) {
    Ran ran = commandLine.run(words.split(" "));

    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.out()).isEmpty();
  }
}
