package dev.claudeworker.plugin.h2;

import static dev.claudeworker.spi.testkit.NewTasks.aTask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.WorkerException;
import dev.claudeworker.spi.storage.ClaimedTask;
import dev.claudeworker.spi.storage.Storage;
import dev.claudeworker.spi.storage.StorageBackup;
import dev.claudeworker.spi.storage.StorageErrors;
import dev.claudeworker.spi.storage.UnitResult;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.task.TaskStatus;
import dev.claudeworker.spi.testkit.Claims;
import dev.claudeworker.spi.testkit.Finishes;
import dev.claudeworker.spi.testkit.Groups;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A database whose file is behind its journal, because its server was killed, or because H2 had to open it again. */
final class JournalIT {

  private static final int TASKS = 20;

  private H2Fixture running;
  private Storage storage;

  @BeforeEach
  void open() throws IOException {
    running = H2Fixture.fresh();
    storage = running.open();
  }

  @AfterEach
  void close() {
    storage.close();
    running.close();
  }

  @Test
  void whatAKilledServerAcknowledgedIsThere() throws Exception {
    work();

    try (H2Fixture killed = KilledHome.copyOf(running)) {
      assertThatItHasTheWork(killed);
      assertThatItHasTheWork(killed);
      assertThat(KilledHome.journal(killed)).as("closed since").doesNotExist();
    }
  }

  /** H2 would make it smaller whenever it is closed, which takes seconds of a large one, while nobody is served yet. */
  @Test
  void openingAfterAKillDoesNotMakeTheFileSmaller() throws Exception {
    for (int count = 0; count < 1_000; count++) {
      submit("x".repeat(8_000));
    }
    for (int count = 0; count < 1_000; count++) {
      ClaimedTask claimed = storage.apply(Groups.claiming(Claims.by("one").limit(1))).claimed().getFirst();
      storage.apply(Groups.of(Finishes.completed(claimed)));
    }

    try (H2Fixture killed = KilledHome.copyOf(running)) {
      long before = Files.size(KilledHome.database(killed));
      try (Storage opened = killed.open()) {
        assertThat(opened.counts()).containsEntry(TaskStatus.COMPLETED, 1_000L);
        long after = Files.size(KilledHome.database(killed));
        assertThat(after).isBetween(before, before + 500_000);
      }
    }
  }

  @Test
  void whatWasAcknowledgedIsThereWhenH2HasLostIt() throws Exception {
    work();
    KilledHome.abandon(running);

    assertThatItHasTheWork(storage);
    assertThatThrownBy(() -> submit("by a connection that is gone")).isInstanceOf(WorkerException.class);
    submit("later");
    KilledHome.abandon(running);
    assertThat(storage.counts()).containsEntry(TaskStatus.PENDING, 1L + TASKS - 4);
  }

  /** The journal cannot be written, then the file of the database; afterwards all that was refused is gone or there as a whole. */
  @Test
  void fullDiskRefusesAndForgetsNothing() throws Exception {
    FullDisk.register();
    try (H2Fixture home = H2Fixture.fresh()) {
      List<TaskId> acknowledged = new ArrayList<>();
      try (Storage limited = JournaledStorage.open(home, "full", 40_000)) {
        for (int round = 0; round < 6; round++) {
          acknowledged.addAll(submitted(limited, 3));
          FullDisk.fill(true);
          for (int count = 0; count <= round; count++) {
            assertThatThrownBy(() -> submitted(limited, 1)).isInstanceOfSatisfying(
                WorkerException.class,
                thrown -> assertThat(thrown.errorCode()).isIn(StorageErrors.FULL, StorageErrors.UNAVAILABLE));
          }
          FullDisk.fill(false);
          acknowledged.addAll(submittedAtLast(limited));
        }
        assertThat(limited.find(acknowledged)).hasSameSizeAs(acknowledged);
      } finally {
        FullDisk.fill(false);
      }
      try (Storage opened = home.open()) {
        assertThat(opened.find(acknowledged)).hasSameSizeAs(acknowledged);
      }
    }
  }

  /** H2 closes a database whose file it cannot write; the first to come afterwards may still hold a connection of before. */
  private static List<TaskId> submittedAtLast(Storage storage) {
    try {
      return submitted(storage, 1);
    } catch (WorkerException connectionOfBefore) {
      return submitted(storage, 1);
    }
  }

  private static List<TaskId> submitted(Storage storage, int count) {
    List<TaskId> tasks = new ArrayList<>();
    for (int left = count; left > 0; left--) {
      var results = storage.apply(Groups.of(Groups.submit(aTask().prompt("x".repeat(8_000))))).results();
      tasks.addAll(((UnitResult.Applied) results.getFirst()).tasks());
    }
    return tasks;
  }

  @Test
  void textsAreRunAgainAsTheyWere() throws Exception {
    List<String> prompts =
        List.of("it's \"quoted\"; ? -- \\ ", "äöü 😀 \u2028", "half of a pair: \ud83d", "x".repeat(50_000));
    prompts.forEach(this::submit);

    try (H2Fixture killed = KilledHome.copyOf(running); Storage opened = killed.open()) {
      assertThat(LongStream.rangeClosed(1, prompts.size()).mapToObj(id -> prompt(opened, id))).isEqualTo(prompts);
    }
  }

  @Test
  void journalBeginsAnewWhenItIsFull() throws Exception {
    storage.close();
    storage = running.open(JsonObject.EMPTY.with("journal_size", "1MB"));
    for (int count = 0; count < 60; count++) {
      submit("x".repeat(50_000) + count);
    }

    assertThat(Files.size(KilledHome.journal(running))).isEqualTo(1L << 20);
    try (H2Fixture killed = KilledHome.copyOf(running); Storage opened = killed.open()) {
      assertThat(opened.counts()).containsEntry(TaskStatus.PENDING, 60L);
      assertThat(prompt(opened, 60)).endsWith("x59");
    }
  }

  @Test
  void whatIsTooLargeForTheJournalIsInTheFile() throws Exception {
    storage.close();
    storage = running.open(JsonObject.EMPTY.with("journal_size", "1MB"));
    submit("before");
    submit("x".repeat(2_000_000));
    submit("after");

    try (H2Fixture killed = KilledHome.copyOf(running); Storage opened = killed.open()) {
      assertThat(prompt(opened, 1)).isEqualTo("before");
      assertThat(prompt(opened, 2)).hasSize(2_000_000);
      assertThat(prompt(opened, 3)).isEqualTo("after");
    }
  }

  @Test
  void missingJournalIsDamageUnlessAnEmptyOneIsPutThere() throws Exception {
    work();
    try (H2Fixture killed = KilledHome.copyOf(running)) {
      Files.delete(KilledHome.journal(killed));

      isDamaged(killed, "it was not closed, and its journal " + KilledHome.journal(killed) + " is missing");

      assertThatThrownBy(() -> backup(killed).backup(killed.home().resolve("backup.zip")))
          .hasMessageContaining("is missing");

      Files.createFile(KilledHome.journal(killed));
      killed.open().close();
    }
  }

  @Test
  void damageInTheMiddleOfTheJournalIsFound() throws Exception {
    work();
    try (H2Fixture killed = KilledHome.copyOf(running)) {
      flip(KilledHome.journal(killed), 100);

      isDamaged(killed, "what its journal has behind transaction");
      isDamaged(killed, "what its journal has behind transaction");

      flip(KilledHome.journal(killed), 100);
      assertThatItHasTheWork(killed);
    }
  }

  /** Its transactions could not be told from those that are in the file. */
  @Test
  void nothingIsAcknowledgedWithoutItsNumber() throws Exception {
    submit("before");
    KilledHome.execute(running, "DELETE FROM journal");

    assertThatThrownBy(() -> submit("without"))
        .isInstanceOfSatisfying(
            WorkerException.class, thrown -> assertThat(thrown.errorCode()).isEqualTo(StorageErrors.DAMAGED))
        .hasMessageContaining("lost count");
    assertThat(storage.counts()).containsEntry(TaskStatus.PENDING, 1L);
  }

  @Test
  void fileThatIsOlderThanItsJournalIsDamaged() throws Exception {
    byte[] older;
    try (H2Fixture before = KilledHome.copyOf(running)) {
      older = Files.readAllBytes(KilledHome.database(before));
    }
    storage.close();
    storage = running.open();
    work();
    try (H2Fixture killed = KilledHome.copyOf(running)) {
      Files.write(KilledHome.database(killed), older);

      isDamaged(killed, "is the journal of another database");
    }
  }

  @Test
  void journalOfADatabaseThatWasMovedAwayIsKept() throws Exception {
    work();
    try (H2Fixture killed = KilledHome.copyOf(running)) {
      Path moved = killed.home().resolve("moved.mv.db");
      Files.move(KilledHome.database(killed), moved);
      byte[] journal = Files.readAllBytes(KilledHome.journal(killed));

      killed.open().close();

      Path kept = KilledHome.files(killed)
          .stream()
          .filter(file -> file.toString().contains(".journal.left-"))
          .findFirst()
          .orElseThrow();
      assertThat(kept).hasBinaryContent(journal);
      Files.move(moved, KilledHome.database(killed), StandardCopyOption.REPLACE_EXISTING);
      Files.move(kept, KilledHome.journal(killed));
      Files.delete(KilledHome.journal(killed).resolveSibling("claude-worker.head"));
      assertThatItHasTheWork(killed);
    }
  }

  @Test
  void backupOfADatabaseThatWasNotClosedHasAllOfIt() throws Exception {
    work();
    try (H2Fixture killed = KilledHome.copyOf(running); H2Fixture other = H2Fixture.empty()) {
      Path backup = killed.home().resolve("backup.zip");
      backup(killed).backup(backup);

      backup(other).restore(backup, false);

      assertThatItHasTheWork(other);
    }
  }

  @Test
  void databaseThatIsReplacedKeepsItsJournal() throws Exception {
    Path backup = running.home().resolve("backup.zip");
    try (H2Fixture empty = H2Fixture.fresh()) {
      backup(empty).backup(backup);
    }
    work();
    try (H2Fixture killed = KilledHome.copyOf(running)) {
      String replaced = backup(killed).restore(backup, true).text("replaced").orElseThrow();

      try (Storage restored = killed.open()) {
        assertThat(restored.counts().values()).allMatch(count -> count == 0);
      }
      try (Storage before = killed.open(JsonObject.EMPTY.with("path", replaced))) {
        assertThatItHasTheWork(before);
      }
    }
  }

  private static StorageBackup backup(H2Fixture home) {
    return new H2StorageFactory()
        .backup(H2Fixture.config(JsonObject.EMPTY), H2Fixture.context(home.home(), InstantSource.system()))
        .orElseThrow();
  }

  /** Some tasks wait, and four have ended. */
  private void work() {
    for (int count = 1; count <= TASKS; count++) {
      submit("prompt " + count);
    }
    for (int count = 0; count < 4; count++) {
      ClaimedTask claimed = storage.apply(Groups.claiming(Claims.by("one").limit(1))).claimed().getFirst();
      storage.apply(Groups.of(Finishes.completed(claimed)));
    }
  }

  private void submit(String prompt) {
    storage.apply(Groups.of(Groups.submit(aTask().prompt(prompt))));
  }

  private static String prompt(Storage storage, long id) {
    return storage.input(new TaskId(id)).orElseThrow().prompt();
  }

  private static void assertThatItHasTheWork(H2Fixture home) {
    try (Storage storage = home.open()) {
      assertThatItHasTheWork(storage);
    }
  }

  private static void assertThatItHasTheWork(Storage storage) {
    assertThat(storage.counts()).containsEntry(TaskStatus.COMPLETED, 4L)
        .containsEntry(TaskStatus.PENDING, TASKS - 4L);
    assertThat(prompt(storage, TASKS)).isEqualTo("prompt " + TASKS);
  }

  private static void isDamaged(H2Fixture home, String why) {
    assertThatThrownBy(() -> home.open().close())
        .isInstanceOfSatisfying(WorkerException.class, thrown -> {
          assertThat(thrown.errorCode()).isEqualTo(StorageErrors.DAMAGED);
          assertThat(thrown).hasMessageContaining(why);
          assertThat(thrown.suggestion()).contains("restore a backup");
        });
  }

  private static void flip(Path file, long at) throws IOException {
    try (var open = new RandomAccessFile(file.toFile(), "rw")) {
      open.seek(at);
      int before = open.read();
      open.seek(at);
      open.write(before ^ 1);
    }
  }
}
