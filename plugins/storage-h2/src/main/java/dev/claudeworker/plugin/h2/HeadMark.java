package dev.claudeworker.plugin.h2;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.UUID;

/**
 * Remembers beside the database how far its event log went when it was closed. H2 opens a file that lost its end at the
 * newest state it can still find, without a word; with this mark it shows.
 */
record HeadMark(Path file) {

  private static final String FORM = "\\S{36} \\d{1,18} \\d{1,18}";

  /**
   * What is remembered.
   *
   * @param store identity of the store
   * @param head number of its last event
   * @param size of its file in bytes
   */
  record Mark(UUID store, long head, long size) {}

  Optional<Mark> read() throws IOException {
    try {
      String text = Files.readString(file).strip();
      if (!text.matches(FORM)) {
        return Optional.empty();
      }
      String[] words = text.split(" ");
      return Optional.of(new Mark(UUID.fromString(words[0]), Long.parseLong(words[1]), Long.parseLong(words[2])));
    } catch (NoSuchFileException none) {
      return Optional.empty();
    }
  }

  /** The one before stays if the disk is full. */
  void write(Mark mark) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.writeString(fresh, mark.store() + " " + mark.head() + " " + mark.size() + "\n");
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * Refuses a database that is older than it was.
   *
   * @param mark what was remembered
   * @param store identity that was found, empty = none
   * @param head number of the last event that was found
   * @param place the database, for people
   */
  void check(Mark mark, Optional<UUID> store, long head, String place) {
    String unless = " (if an older copy was put back on purpose, delete " + file + ")";
    if (!store.equals(Optional.of(mark.store()))) {
      throw H2Failures.damaged(place, "it is not the one that was closed here last" + unless);
    }
    if (head < mark.head()) {
      throw H2Failures.damaged(
          place, "its last event is number " + head + ", but it once had " + mark.head() + unless);
    }
  }
}
