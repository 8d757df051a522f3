package dev.claudeworker.faults.agent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Notes what a server does to its database file and to its journal, in a file for each: every write with its bytes, every change of
 * the length, and the begin and end of every sync, in order. A note is there before what it tells is done, except for the end of a
 * sync.
 */
public final class DiskLog {

  /** Kinds of notes: each is this byte, a position or length, a number of bytes, and the bytes. */
  public static final byte WRITE = 'w';

  /** The file was cut. */
  public static final byte TRUNCATE = 't';

  /** A sync begins. */
  public static final byte SYNC_BEGINS = 'b';

  /** A sync has ended well. */
  public static final byte SYNCED = 's';

  /** Bytes of a note before those of the write. */
  public static final int HEADER = Byte.BYTES + Long.BYTES + Integer.BYTES;

  /** How the name of the database ends, and then the name of its log. */
  public static final String DATABASE = ".mv.db";

  /** The same of its journal. */
  public static final String JOURNAL = ".journal";

  private static final Map<String, FileChannel> LOGS = new HashMap<>();

  private DiskLog() {}

  /** Begins the logs, or goes on with them. */
  static void open(Path file) throws IOException {
    for (String ending : List.of(DATABASE, JOURNAL)) {
      Path log = of(file, ending);
      LOGS.put(ending, FileChannel.open(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
    }
  }

  /** The log of one of the files. */
  public static Path of(Path file, String ending) {
    return file.resolveSibling(file.getFileName() + ending);
  }

  /** Called by the woven code. */
  public static void write(String file, ByteBuffer bytes, long position) {
    note(file, WRITE, position, bytes.duplicate());
  }

  /** Called by the woven code. */
  public static void truncate(String file, long length) {
    note(file, TRUNCATE, length, ByteBuffer.allocate(0));
  }

  /** Called by the woven code. */
  public static void syncBegins(String file) {
    note(file, SYNC_BEGINS, 0, ByteBuffer.allocate(0));
  }

  /** Called by the woven code. */
  public static void synced(String file) {
    note(file, SYNCED, 0, ByteBuffer.allocate(0));
  }

  private static String ending(String file) {
    return file.endsWith(DATABASE) ? DATABASE : file.endsWith(JOURNAL) ? JOURNAL : "";
  }

  private static synchronized void note(String file, byte kind, long position, ByteBuffer bytes) {
    @Nullable FileChannel log = LOGS.get(ending(file));
    if (log == null) {
      return;
    }
    ByteBuffer note = ByteBuffer.allocate(HEADER + bytes.remaining());
    note.put(kind).putLong(position).putInt(bytes.remaining()).put(bytes).flip();
    try {
      while (note.hasRemaining()) {
        log.write(note);
      }
    } catch (IOException broken) {
      throw new UncheckedIOException("the log of writes is broken, so nothing can be proved", broken);
    }
  }
}
