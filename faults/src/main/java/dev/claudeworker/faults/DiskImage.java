package dev.claudeworker.faults;

import dev.claudeworker.faults.agent.DiskLog;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * What a disk would hold after the power was cut: everything that was written before the last sync that came to its end began, and of
 * what was written since, a random part. A disk writes sectors of 512 bytes whole or not at all, in any order.
 */
final class DiskImage {

  private static final int SECTOR = 512;

  private DiskImage() {}

  /** One note of the log. */
  record Note(byte kind, long position, byte[] bytes) {}

  /** Reads a log; a last note that was cut short tells of a write that was not begun. */
  static List<Note> read(Path log) throws IOException {
    ByteBuffer content = ByteBuffer.wrap(Files.readAllBytes(log));
    List<Note> notes = new ArrayList<>();
    while (content.remaining() >= DiskLog.HEADER) {
      byte kind = content.get();
      long position = content.getLong();
      int length = content.getInt();
      if (content.remaining() < length) {
        break;
      }
      byte[] bytes = new byte[length];
      content.get(bytes);
      notes.add(new Note(kind, position, bytes));
    }
    return notes;
  }

  /** How many notes tell of what is certainly on the disk. */
  static int certain(List<Note> notes) {
    int certain = 0;
    int begun = 0;
    for (int i = 0; i < notes.size(); i++) {
      switch (notes.get(i).kind()) {
        case DiskLog.SYNC_BEGINS -> begun = i;
        case DiskLog.SYNCED -> certain = begun;
        default -> {
          // A write or a new length.
        }
      }
    }
    return certain;
  }

  /**
   * Makes the file as it is after the cut.
   *
   * @param before the file as it was before the first note
   * @param notes what was done to it
   * @param random decides what survives of the part that is not certain
   * @param image where it is made
   */
  static void make(Path before, List<Note> notes, RandomGenerator random, Path image) throws IOException {
    Files.copy(before, image, StandardCopyOption.REPLACE_EXISTING);
    int certain = certain(notes);
    // Sometimes nothing of it, sometimes nearly all.
    double share = random.nextInt(4) == 0 ? 0 : random.nextDouble();
    try (FileChannel file = FileChannel.open(image, StandardOpenOption.WRITE)) {
      for (int i = 0; i < notes.size(); i++) {
        Note note = notes.get(i);
        double kept = i < certain ? 1 : share;
        switch (note.kind()) {
          case DiskLog.WRITE -> write(file, note, random, kept);
          case DiskLog.TRUNCATE -> {
            if (random.nextDouble() < kept) {
              file.truncate(note.position());
            }
          }
          default -> {
            // A sync changes nothing.
          }
        }
      }
    }
  }

  private static void write(FileChannel file, Note note, RandomGenerator random, double kept) throws IOException {
    for (int from = 0; from < note.bytes().length; from += SECTOR) {
      if (random.nextDouble() < kept) {
        int length = Math.min(SECTOR, note.bytes().length - from);
        file.write(ByteBuffer.wrap(note.bytes(), from, length), note.position() + from);
      }
    }
  }
}
