package dev.claudeworker.plugin.h2;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/**
 * A file system of H2, {@code checked:}, that makes up for three things H2 trusts too much. H2 makes its objects.
 *
 * <p>No file looks as if it had been closed properly, so that H2 looks for the last whole state of it at every opening.
 *
 * <p>H2 2.5 trusts a file that was closed properly after a look at its latest chunks. If one of them is gone, as is usual for a chunk that
 * nobody needs any more and whose space was used again, it takes the newest of those that it had looked at before for the last state: the
 * file is then some states older, or empty. When it looks for the last state by itself, it begins with the one that its header names.
 *
 * <p>The end of a chunk is written when the rest of it is on the disk. H2 takes a chunk for whole whose beginning and end are there; a disk
 * that loses power may have written both and not what lies between them.
 *
 * <p>A chunk is written when the one before is on the disk. H2 writes over chunks that nobody needs any more; those that take their place
 * must be there first.
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

    private static final byte[] CHUNK = "chunk:".getBytes(StandardCharsets.ISO_8859_1);

    /** What a disk writes as a whole. More than what H2 looks at, at the end of a chunk. */
    private static final int SECTOR_BYTES = 512;

    /** Whether something was written since the last sync. */
    private volatile boolean isBehind;

    Checked(FileChannel file) {
      super(file);
    }

    @Override
    public int write(ByteBuffer bytes, long position) throws IOException {
      if (!isChunk(bytes)) {
        isBehind = true;
        return super.write(bytes, position);
      }
      if (isBehind) {
        force(false);
      }
      int body = bytes.remaining() - SECTOR_BYTES;
      writeFully(bytes.slice(bytes.position(), body), position);
      force(false);
      isBehind = true;
      writeFully(bytes.slice(bytes.position() + body, SECTOR_BYTES), position + body);
      bytes.position(bytes.limit());
      return body + SECTOR_BYTES;
    }

    @Override
    public void force(boolean metaData) throws IOException {
      isBehind = false;
      super.force(metaData);
    }

    private void writeFully(ByteBuffer part, long position) throws IOException {
      for (long at = position; part.hasRemaining();) {
        at += super.write(part, at);
      }
    }

    /** H2 writes each at once. */
    private static boolean isChunk(ByteBuffer bytes) {
      return bytes.remaining() > SECTOR_BYTES
          && bytes.slice(bytes.position(), CHUNK.length).equals(ByteBuffer.wrap(CHUNK));
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
