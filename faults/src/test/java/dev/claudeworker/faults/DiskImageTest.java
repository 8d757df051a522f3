package dev.claudeworker.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.faults.DiskImage.Note;
import dev.claudeworker.faults.agent.DiskLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskImageTest {

  private static final int SECTORS = 8;
  private static final int BYTES = SECTORS * 512;

  @TempDir
  private Path folder;

  @Test
  void whatWasWrittenBeforeASyncBeganIsThereWhateverIsDrawn() throws IOException {
    for (long seed = 0; seed < 20; seed++) {
      byte[] image = image(seed, write('a'), note(DiskLog.SYNC_BEGINS), note(DiskLog.SYNCED), write('b'));
      for (byte found : image) {
        assertThat((char) found).isIn('a', 'b');
      }
    }
  }

  @Test
  void syncThatDidNotComeToItsEndMakesNothingCertain() {
    assertThat(DiskImage.certain(List.of(write('a'), note(DiskLog.SYNC_BEGINS)))).isZero();
    assertThat(
        DiskImage.certain(
            List.of(write('a'), note(DiskLog.SYNC_BEGINS), write('b'), note(DiskLog.SYNCED), write('c'))))
        .isEqualTo(1);
  }

  @Test
  void restSurvivesInPartsOfSectors() throws IOException {
    Set<String> images = new HashSet<>();
    for (long seed = 0; seed < 20; seed++) {
      byte[] image = image(seed, write('a'));
      List<String> sectors = new ArrayList<>();
      for (int from = 0; from < BYTES; from += 512) {
        byte[] sector = Arrays.copyOfRange(image, from, from + 512);
        assertThat(sector).containsOnly(sector[0]);
        sectors.add(String.valueOf((char) sector[0]));
      }
      images.add(String.join("", sectors));
    }
    assertThat(images).hasSizeGreaterThan(3).contains("-".repeat(SECTORS));
  }

  private byte[] image(long seed, Note... notes) throws IOException {
    Path before = Files.writeString(folder.resolve("before"), "-".repeat(BYTES));
    Path image = folder.resolve("image");
    DiskImage.make(before, List.of(notes), new SplittableRandom(seed), image);
    return Files.readAllBytes(image);
  }

  private static Note write(char content) {
    byte[] bytes = new byte[BYTES];
    Arrays.fill(bytes, (byte) content);
    return new Note(DiskLog.WRITE, 0, bytes);
  }

  private static Note note(byte kind) {
    return new Note(kind, 0, new byte[0]);
  }
}
