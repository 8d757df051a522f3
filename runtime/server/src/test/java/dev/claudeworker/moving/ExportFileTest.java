package dev.claudeworker.moving;

import static dev.claudeworker.spi.testkit.NewTasks.aTask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.claudeworker.home.OwnerOnly;
import dev.claudeworker.json.JacksonJsonCodec;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.WorkerException;
import dev.claudeworker.spi.storage.ImportProgress;
import dev.claudeworker.spi.storage.Storage;
import dev.claudeworker.spi.storage.StoreHeads;
import dev.claudeworker.spi.storage.StoreSnapshot;
import dev.claudeworker.spi.storage.StoredRecord;
import dev.claudeworker.spi.storage.Transfer;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.testkit.Claims;
import dev.claudeworker.spi.testkit.Finishes;
import dev.claudeworker.spi.testkit.ForwardingStorage;
import dev.claudeworker.spi.testkit.Groups;
import dev.claudeworker.spi.testkit.SettableClock;
import dev.claudeworker.spi.testkit.memory.InMemoryStorage;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportFileTest {

  private static final int TASKS = 1_200;

  @TempDir
  Path folder;

  private final Storage source = new InMemoryStorage(new SettableClock());
  private final List<Long> news = new ArrayList<>();

  @BeforeEach
  void fill() {
    for (int task = 0; task < TASKS; task++) {
      source.apply(Groups.of(Groups.submit(aTask().prompt("prompt " + task))));
    }
    source.apply(Groups.claiming(Claims.by("one").limit(2)))
        .claimed()
        .forEach(claimed -> source.apply(Groups.of(Finishes.completed(claimed, "done"))));
  }

  @Test
  void whatWasExportedIsImportedWhole() throws IOException {
    JsonObject answer = export();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file()))).isEqualTo("rw-------");
    assertThat(files()).containsExactly(file());
    assertThat(Files.readAllLines(file()).getFirst()).startsWith("{\"format\":\"claude-worker-export\",\"version\":1,");

    Storage target = empty();
    StoreMoves.importFile(file(), target, "there", news::add);

    assertThat(answer.get("records").orElseThrow())
        .isEqualTo(StoreImport.sumsOf(target, new JacksonJsonCodec()).counts());
    assertThat(target.counts()).isEqualTo(source.counts());
    assertThat(target.result(new TaskId(1)).orElseThrow().text()).isEqualTo("done");
    assertThat(target.info().storeId()).isEqualTo(source.info().storeId());
    assertThat(news).isNotEmpty().isSorted();
  }

  @Test
  void whatIsNotWholeIsRefusedBeforeAnythingIsWritten() throws IOException {
    export();
    byte[] whole = Files.readAllBytes(file());
    String text = Files.readString(file());
    Map<String, String> broken = Map.of(
        text.substring(0, text.length() / 2), "is damaged: its last line is missing",
        text.substring(0, text.lastIndexOf("{\"end\"")), "is damaged: its last line is missing",
        text.substring(0, text.length() - 20), "is damaged: its last line is not whole",
        text.replaceFirst("prompt 7", "prompt 8"), "is damaged: its check sum",
        text + "{}\n", "something stands behind its last line",
        "", "is no export of claude-worker: it is empty",
        "{\"a\":1}\n", "is no export of claude-worker",
        "SQLite format 3\u0000", "is no export of claude-worker",
        text.replaceFirst("\"version\":1", "\"version\":2"), "has version 2 of the format");
    for (Map.Entry<String, String> one : broken.entrySet()) {
      Files.writeString(file(), one.getKey());
      Storage target = empty();
      assertThatExceptionOfType(WorkerException.class).as(one.getValue())
          .isThrownBy(() -> StoreMoves.importFile(file(), target, "there", news::add))
          .withMessageContaining(one.getValue())
          .satisfies(failure -> assertThat(failure.suggestion()).isNotBlank());
      assertThat(target.transfer().unfinished()).isEmpty();
    }
    Files.write(file(), whole);
    StoreMoves.importFile(file(), empty(), "there", news::add);
    assertThatExceptionOfType(WorkerException.class)
        .isThrownBy(() -> StoreMoves.importFile(folder.resolve("none"), empty(), "there", news::add))
        .withMessageContaining("there is no such file");
  }

  @Test
  void anInterruptedImportGoesOnAndOtherContentsAreRefused() {
    export();
    Storage target = empty();
    Storage dying = new ForwardingStorage(target) {
      private int calls;

      @Override
      public Transfer transfer() {
        return new FailingTransfer(target.transfer(), () -> ++calls > 1);
      }
    };
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> StoreMoves.importFile(file(), dying, "there", news::add));
    long written = target.transfer().unfinished().orElseThrow().records();
    assertThat(written).isPositive().isLessThan(TASKS);

    source.apply(Groups.of(Groups.submit(aTask())));
    StoreMoves.export(source, folder.resolve("later"), false, "1.0.0", SettableClock.START);
    assertThatExceptionOfType(WorkerException.class)
        .isThrownBy(() -> StoreMoves.importFile(folder.resolve("later"), target, "there", news::add))
        .withMessageContaining("was begun and not finished");

    JsonObject answer = StoreMoves.importFile(file(), target, "there", news::add);
    assertThat(answer.get("resumed_after")).contains(JsonObject.EMPTY.with("n", written).get("n").orElseThrow());
    assertThat(target.find(new TaskId(TASKS))).isPresent();
    assertThat(target.find(new TaskId(TASKS + 1L))).isEmpty();
  }

  @Test
  void aStoreWithSomethingInItIsRefused() {
    export();
    Storage target = empty();
    target.apply(Groups.of(Groups.submit(aTask())));

    assertThatExceptionOfType(WorkerException.class)
        .isThrownBy(() -> StoreMoves.importFile(file(), target, "the home", news::add))
        .withMessageContaining("the store in the home is not empty: it has had 1 tasks");
    assertThat(target.find(new TaskId(2))).isEmpty();
  }

  @Test
  void aTargetThatKeepsOtherThingsThanItWasGivenIsNeverFinished() {
    export();
    Storage target = empty();
    Storage forgetful = new ForwardingStorage(target) {
      @Override
      public Transfer transfer() {
        return new FailingTransfer(target.transfer(), () -> false) {
          @Override
          public void write(List<StoredRecord> records, long position) {
            super.write(records.subList(1, records.size()), position);
          }
        };
      }
    };

    assertThatExceptionOfType(WorkerException.class)
        .isThrownBy(() -> StoreMoves.importFile(file(), forgetful, "there", news::add))
        .withMessageContaining("what was written is not what was read");
    assertThat(target.transfer().unfinished()).isPresent();
  }

  @Test
  void anExistingFileIsReplacedOnlyIfAskedFor() throws IOException {
    Files.writeString(file(), "mine");
    assertThatExceptionOfType(WorkerException.class).isThrownBy(this::export).withMessageContaining("is there already");
    assertThat(file()).hasContent("mine");

    StoreMoves.export(source, file(), true, "1.0.0", SettableClock.START);
    assertThat(Files.readString(file())).contains("prompt 3");
  }

  @Test
  void aFullDiskLeavesNothingBehindAndSaysSo() throws IOException {
    assertThatExceptionOfType(WorkerException.class).isThrownBy(() -> write(FullDisk::new))
        .withMessageContaining("the disk is full")
        .withMessageContaining("nothing is left of it");
    assertThat(files()).isEmpty();
    assertThatExceptionOfType(WorkerException.class)
        .isThrownBy(() -> StoreMoves.export(source, folder.resolve("no/x"), false, "1", SettableClock.START))
        .withMessageContaining("there is no such file or folder");
  }

  private void write(ExportWriter.Opening opening) {
    var writer = new ExportWriter(new JacksonJsonCodec(), file -> opening.open(file));
    try (StoreSnapshot snapshot = source.transfer().snapshot()) {
      writer.write(file(), false, new ExportHeader(ExportHeader.FORMAT, 1, SettableClock.START, "1", "memory",
          new UUID(0, 1), StoreHeads.NONE), snapshot);
    }
  }

  private static final class FullDisk extends FilterOutputStream {

    private int room = 100_000;

    FullDisk(Path file) throws IOException {
      super(OwnerOnly.newFile(file));
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      room -= length;
      if (room < 0) {
        throw new IOException("No space left on device");
      }
      out.write(bytes, from, length);
    }
  }

  /** Throws instead of writing when it is time. */
  private static class FailingTransfer implements Transfer {

    private final Transfer real;
    private final BooleanSupplier fails;

    FailingTransfer(Transfer real, BooleanSupplier fails) {
      this.real = real;
      this.fails = fails;
    }

    @Override
    public StoreSnapshot snapshot() {
      return real.snapshot();
    }

    @Override
    public Optional<ImportProgress> unfinished() {
      return real.unfinished();
    }

    @Override
    public ImportProgress begin(String name) {
      return real.begin(name);
    }

    @Override
    public void write(List<StoredRecord> records, long position) {
      if (fails.getAsBoolean()) {
        throw new IllegalStateException("the machine died");
      }
      real.write(records, position);
    }

    @Override
    public void finish(StoreHeads heads, Optional<UUID> storeId) {
      real.finish(heads, storeId);
    }
  }

  private JsonObject export() {
    return StoreMoves.export(source, file(), false, "1.0.0", SettableClock.START);
  }

  private Path file() {
    return folder.resolve("queue.jsonl");
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.toList();
    }
  }

  private static Storage empty() {
    return new InMemoryStorage(new SettableClock());
  }
}
