package dev.claudeworker.plugin.h2;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/**
 * A file system of H2, {@code checked:}, in which no file looks as if it had been closed properly, so that H2 looks for the last whole
 * state of it at every opening. H2 makes its objects.
 *
 * <p>H2 2.5 trusts a file that was closed properly after a look at its latest chunks. If one of them is gone, as is usual for a chunk that
 * nobody needs any more and whose space was used again, it takes the newest of those that it had looked at before for the last state: the
 * file is then some states older, or empty. When it looks for the last state by itself, it begins with the one that its header names.
 */
public final class CheckedFiles extends FilePathWrapper {

  static final String SCHEME = "checked";

  /** For H2 2.5. */
  public CheckedFiles() {}

  static void register() {
    FilePath.register(new CheckedFiles());
  }

  @Override
  public String getScheme() {
    return SCHEME;
  }

  @Override
  public FileChannel open(String mode) throws IOException {
    return new Checked(getBase().open(mode));
  }

  private static final class Checked extends DelegatingFile {

    Checked(FileChannel file) {
      super(file);
    }

    @Override
    public int read(ByteBuffer bytes, long position) throws IOException {
      int start = bytes.position();
      int read = super.read(bytes, position);
      if (read > 0 && position < StoreHeader.BYTES) {
        StoreHeader.forgetCleanClose(bytes.duplicate().position(start).limit(start + read), position);
      }
      return read;
    }
  }
}
