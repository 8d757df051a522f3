package dev.claudeworker.faults.soak;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads what attempts have written since the last look. One thread. */
final class StampReader implements Closeable {

  private final RandomAccessFile file;
  private String rest = "";

  StampReader(Path path) throws IOException {
    if (!Files.exists(path)) {
      Files.createFile(path);
    }
    file = new RandomAccessFile(path.toFile(), "r");
  }

  /** Takes what an attempt wrote. */
  interface Reader {
    void started(long id, long millis);
  }

  /** Hands over everything new. */
  void read(Reader reader) throws IOException {
    byte[] bytes = new byte[1 << 16];
    for (int count = file.read(bytes); count > 0; count = file.read(bytes)) {
      String text = rest + new String(bytes, 0, count, StandardCharsets.US_ASCII);
      int end = text.lastIndexOf('\n') + 1;
      text.substring(0, end).lines().forEach(line -> {
        int tab = line.indexOf('\t');
        reader.started(Long.parseLong(line.substring(0, tab)), Long.parseLong(line.substring(tab + 1)));
      });
      rest = text.substring(end);
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
