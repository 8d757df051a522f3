package dev.claudeworker.attempt;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;

/**
 * What an earlier run of the server wrote.
 *
 * @param executorLines whole lines of the executor
 * @param size bytes of whole lines
 */
record ExistingLog(long executorLines, long size) {

  private static final int BUFFER = 64 * 1024;

  /** Counts the lines of a log, and cuts off a last line that was torn by the end of the server. */
  static ExistingLog repair(Path path) throws IOException {
    try (var file = new RandomAccessFile(path.toFile(), "rw")) {
      var found = new LineCounter().count(file);
      file.setLength(found.size());
      return found;
    }
  }

  /** Goes through the bytes: the kind of a line stands between its first two tabs. */
  private static final class LineCounter {

    private long lines;
    private long end;
    private long position;
    private int tabs;
    private boolean ofExecutor;

    ExistingLog count(RandomAccessFile file) throws IOException {
      var buffer = new byte[BUFFER];
      for (int read = file.read(buffer); read >= 0; read = file.read(buffer)) {
        for (int i = 0; i < read; i++) {
          next(buffer[i]);
        }
      }
      return new ExistingLog(lines, end);
    }

    private void next(byte b) {
      position++;
      if (b == '\n') {
        lines += ofExecutor ? 1 : 0;
        end = position;
        tabs = 0;
        ofExecutor = false;
      } else if (b == '\t') {
        tabs++;
      } else if (tabs == 1) {
        ofExecutor = b == AttemptLogFormat.SUMMARY || b == AttemptLogFormat.DETAIL;
      }
    }
  }
}
