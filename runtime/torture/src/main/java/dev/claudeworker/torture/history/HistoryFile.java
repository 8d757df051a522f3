package dev.claudeworker.torture.history;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * The file that a history is kept in. Clients write to it through this class, children by themselves; all append, so the system
 * puts the lines in order. Any thread may write.
 */
public final class HistoryFile implements AutoCloseable {

  private final Path path;
  private final FileChannel channel;

  private HistoryFile(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /** Begins a history in a file that does not exist yet. */
  public static HistoryFile create(Path path) throws IOException {
    Files.createFile(path);
    return new HistoryFile(path, FileChannel.open(path, StandardOpenOption.APPEND));
  }

  /** Where it is. */
  public Path path() {
    return path;
  }

  /** Appends a line in one write. */
  public void write(Line line) {
    try {
      channel.write(ByteBuffer.wrap(line.print().getBytes(StandardCharsets.UTF_8)));
    } catch (IOException broken) {
      throw new UncheckedIOException("the history cannot be written, so nothing can be proved", broken);
    }
  }

  /** Everything so far. */
  public List<Line> read() throws IOException {
    return Files.readAllLines(path).stream().map(Line::parse).toList();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
