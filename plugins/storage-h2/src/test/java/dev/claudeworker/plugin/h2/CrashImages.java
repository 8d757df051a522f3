package dev.claudeworker.plugin.h2;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/**
 * A file system of H2, {@code images:}, that keeps what a killed process would have left: the whole file after each of its writes. H2
 * makes its objects.
 */
public final class CrashImages extends FilePathWrapper {

  private static final List<Image> IMAGES = new ArrayList<>();
  private static LongSupplier acknowledged = () -> 0;
  private static int every = Integer.MAX_VALUE;
  private static int writes;

  /**
   * What was in the file at one moment.
   *
   * @param write how many writes there were
   * @param acknowledged what was acknowledged before the last of them
   */
  record Image(int write, long acknowledged, byte[] content) {}

  static void register() {
    FilePath.register(new CrashImages());
  }

  /** From here on every so many writes an image is kept. */
  static synchronized void begin(int everySoMany, LongSupplier whatIsAcknowledged) {
    every = everySoMany;
    acknowledged = whatIsAcknowledged;
    IMAGES.clear();
    writes = 0;
  }

  /** All images since; no more are made. */
  static synchronized List<Image> end() {
    every = Integer.MAX_VALUE;
    return List.copyOf(IMAGES);
  }

  private static synchronized void changed(FileChannel file) throws IOException {
    writes++;
    if (writes % every == 0) {
      long before = acknowledged.getAsLong();
      ByteBuffer content = ByteBuffer.allocate(Math.toIntExact(file.size()));
      while (content.hasRemaining() && file.read(content, content.position()) >= 0) {
        Thread.onSpinWait();
      }
      IMAGES.add(new Image(writes, before, content.array()));
    }
  }

  @Override
  public String getScheme() {
    return "images";
  }

  @Override
  public FileChannel open(String mode) throws IOException {
    return new Watched(getBase().open(mode));
  }

  private static final class Watched extends DelegatingFile {

    private final FileChannel file;

    Watched(FileChannel file) {
      super(file);
      this.file = file;
    }

    @Override
    public int write(ByteBuffer bytes, long position) throws IOException {
      int written = super.write(bytes, position);
      changed(file);
      return written;
    }

    @Override
    protected void implTruncate(long size) throws IOException {
      super.implTruncate(size);
      changed(file);
    }

    @Override
    public void force(boolean metaData) {
      // A killed process leaves what it wrote, synced or not.
    }
  }
}
