package dev.claudeworker.plugin.h2;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/** A file system of H2, {@code gated:}, whose writes can be held back, and which notes the order of writes and syncs. H2 makes its objects. */
public final class GatedFiles extends FilePathWrapper {

  private static final List<String> DONE = new CopyOnWriteArrayList<>();
  private static volatile CountDownLatch gate = new CountDownLatch(0);

  static void register() {
    FilePath.register(new GatedFiles());
  }

  static void close() {
    gate = new CountDownLatch(1);
    DONE.clear();
  }

  static void open() {
    gate.countDown();
  }

  static List<String> done() {
    return List.copyOf(DONE);
  }

  @Override
  public String getScheme() {
    return "gated";
  }

  @Override
  public FileChannel open(String mode) throws IOException {
    return new Gated(getBase().open(mode));
  }

  private static final class Gated extends DelegatingFile {

    Gated(FileChannel file) {
      super(file);
    }

    @Override
    public int write(ByteBuffer bytes, long position) throws IOException {
      try {
        gate.await();
      } catch (InterruptedException interrupted) {
        throw new IOException(interrupted);
      }
      int written = super.write(bytes, position);
      DONE.add("write");
      return written;
    }

    @Override
    public void force(boolean metaData) throws IOException {
      super.force(metaData);
      DONE.add("sync");
    }
  }
}
