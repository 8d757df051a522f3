package dev.claudeworker.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads the end of a log file and what is added to it, also after it was put aside and begun anew. */
final class LogFileReader implements AutoCloseable {

  private static final int BLOCK = 64 * 1024;

  private final Path file;
  private RandomAccessFile open;
  private @Nullable Object identity;
  private String unfinished = "";

  LogFileReader(Path file) throws IOException {
    this.file = file;
    this.open = new RandomAccessFile(file.toFile(), "r");
    this.identity = identity();
  }

  /** The last lines. */
  List<String> tail(int count) throws IOException {
    long start = open.length();
    int breaks = 0;
    byte[] block = new byte[BLOCK];
    while (start > 0 && breaks <= count) {
      int size = (int) Math.min(BLOCK, start);
      start -= size;
      open.seek(start);
      open.readFully(block, 0, size);
      for (int index = 0; index < size; index++) {
        breaks += block[index] == '\n' ? 1 : 0;
      }
    }
    open.seek(start);
    List<String> lines = lines(rest());
    return lines.subList(Math.max(0, lines.size() - count), lines.size());
  }

  /** The lines that were finished since the last call. */
  List<String> added() throws IOException {
    String text = rest();
    if (text.isEmpty() && !Objects.equals(identity, identity())) {
      open.close();
      open = new RandomAccessFile(file.toFile(), "r");
      identity = identity();
      text = rest();
    }
    return lines(text);
  }

  private List<String> lines(String added) {
    String text = unfinished + added;
    int end = text.lastIndexOf('\n') + 1;
    unfinished = text.substring(end);
    return text.substring(0, end).lines().toList();
  }

  private String rest() throws IOException {
    var bytes = new ByteArrayOutputStream();
    byte[] block = new byte[BLOCK];
    for (int count = open.read(block); count > 0; count = open.read(block)) {
      bytes.write(block, 0, count);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private @Nullable Object identity() throws IOException {
    return Files.exists(file) ? Files.readAttributes(file, BasicFileAttributes.class).fileKey()
        : identity;
  }

  @Override
  public void close() throws IOException {
    open.close();
  }
}
