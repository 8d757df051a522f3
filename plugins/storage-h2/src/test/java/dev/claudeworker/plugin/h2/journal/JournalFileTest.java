package dev.claudeworker.plugin.h2.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.h2.store.fs.FilePath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records on a disk that tears them. */
final class JournalFileTest {

  private static final long MEGABYTE = 1 << 20;
  private static final int HEADER_BYTES = 44;
  private static final UUID JOURNAL = new UUID(1, 2);

  @TempDir
  private Path folder;

  @Test
  void recordsAreReadInTheOrderInWhichTheyWereWritten() throws IOException {
    write(record(1, 3, 10), record(4, 4, 5_000), record(5, 6, 468));

    assertThat(numbers()).containsExactly(1L, 4L, 5L);
  }

  @Test
  void recordThatIsTornAnywhereIsNone() throws IOException {
    write(record(1, 1, 100), record(2, 2, 2_000));
    long second = JournalRecord.sizeOf(100);
    for (int at : List.of(0, 5, 9, 13, 30, 44, 1_000, 2_043)) {
      flip(second + at);
      assertThat(numbers()).as("byte %d", at).containsExactly(1L);
      flip(second + at);
    }
    assertThat(numbers()).containsExactly(1L, 2L);
  }

  @Test
  void whatLiesBehindATornRecordIsFound() throws IOException {
    write(record(1, 1, 100), record(2, 2, 2_000), record(3, 3, 100));
    flip(JournalRecord.sizeOf(100) + 70L);

    try (JournalFile file = JournalFile.open(path(), JOURNAL, MEGABYTE)) {
      assertThat(file.next()).isPresent();
      assertThat(file.next()).isEmpty();
      assertThat(file.hasBeyond(1)).isTrue();
      assertThat(file.hasBeyond(3)).as("as if it were of an earlier lap").isFalse();
    }
  }

  @Test
  void secondLapBeginsAtTheBeginningOfTheFile() throws IOException {
    try (JournalFile file = JournalFile.make(path(), JOURNAL, MEGABYTE)) {
      for (int number = 1; number <= 5; number++) {
        file.append(record(number, number, 600));
      }
      file.rewind();
      file.append(record(6, 6, 600));
      file.append(record(7, 7, 600));
    }

    assertThat(numbers()).as("the rest is of the first lap").containsExactly(6L, 7L, 3L, 4L, 5L);
  }

  @Test
  void fileTakesNoMoreThanItMay() throws IOException {
    int most = JournalFile.SECTOR_BYTES - HEADER_BYTES;
    try (JournalFile file = JournalFile.make(path(), JOURNAL, 3 * JournalFile.SECTOR_BYTES)) {
      assertThat(file.hasRoomFor(2 * JournalFile.SECTOR_BYTES + most)).isTrue();
      assertThat(file.hasRoomFor(2 * JournalFile.SECTOR_BYTES + most + 1)).isFalse();
      file.append(record(1, 1, most));
      assertThat(file.hasRoomFor(JournalFile.SECTOR_BYTES + most)).isTrue();
      assertThat(file.hasRoomFor(JournalFile.SECTOR_BYTES + most + 1)).isFalse();
    }
  }

  @Test
  void recordsOfAnotherJournalAreNone() throws IOException {
    write(record(1, 1, 10));

    try (JournalFile other = JournalFile.open(path(), new UUID(3, 4), MEGABYTE)) {
      assertThat(other.isOfAnother()).isTrue();
      assertThat(other.next()).isEmpty();
    }
    try (JournalFile same = JournalFile.open(path(), JOURNAL, MEGABYTE)) {
      assertThat(same.isOfAnother()).isFalse();
    }
  }

  @Test
  void newFileIsNobodysAndHasNoRecord() throws IOException {
    write();

    assertThat(numbers()).isEmpty();
    try (JournalFile other = JournalFile.open(path(), new UUID(3, 4), MEGABYTE)) {
      assertThat(other.isOfAnother()).isFalse();
    }
  }

  private FilePath path() {
    return FilePath.get("async:" + folder.resolve("queue.journal"));
  }

  private static JournalRecord record(long first, long last, int bytes) {
    byte[] content = new byte[bytes];
    Arrays.fill(content, (byte) first);
    return new JournalRecord(first, last, content);
  }

  private void write(JournalRecord... records) throws IOException {
    try (JournalFile file = JournalFile.make(path(), JOURNAL, MEGABYTE)) {
      for (JournalRecord record : records) {
        file.append(record);
      }
    }
  }

  private List<Long> numbers() throws IOException {
    List<Long> numbers = new ArrayList<>();
    try (JournalFile file = JournalFile.open(path(), JOURNAL, MEGABYTE)) {
      Optional<JournalRecord> record = file.next();
      while (record.isPresent()) {
        assertThat(record.get().content()).containsOnly((byte) record.get().first());
        numbers.add(record.get().first());
        record = file.next();
      }
    }
    return numbers;
  }

  private void flip(long at) throws IOException {
    try (var file = new RandomAccessFile(folder.resolve("queue.journal").toFile(), "rw")) {
      file.seek(at);
      int before = file.read();
      file.seek(at);
      file.write(before ^ 0x10);
    }
  }
}
