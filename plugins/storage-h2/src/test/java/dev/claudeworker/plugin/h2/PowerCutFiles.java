package dev.claudeworker.plugin.h2;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/**
 * A file system of H2, {@code power:}, that keeps what a disk without power would have left: what was written before the last sync
 * began, and of what was written since any part, in sectors. For one file at a time. H2 makes its objects.
 */
public final class PowerCutFiles extends FilePathWrapper {

  private static final int SECTOR_BYTES = 512;

  private static final List<Image> IMAGES = new ArrayList<>();
  private static final List<Sector> PENDING = new ArrayList<>();
  private static byte[] durable = {};
  private static LongSupplier acknowledged = () -> 0;
  private static RandomGenerator random = RandomGenerator.getDefault();
  private static int every = Integer.MAX_VALUE;
  private static int writes;

  /**
   * What is on the disk when the power comes back.
   *
   * @param write how many writes there were
   * @param acknowledged what was acknowledged before
   */
  record Image(int write, long acknowledged, byte[] content) {}

  private record Sector(int position, byte[] content) {}

  static void register() {
    FilePath.register(new PowerCutFiles());
  }

  /** From here on the power fails after every so many writes; what is in the file is on the disk. */
  static synchronized void begin(byte[] content, int everySoMany, RandomGenerator by, LongSupplier whatIsAcknowledged) {
    durable = content;
    PENDING.clear();
    IMAGES.clear();
    writes = 0;
    random = by;
    acknowledged = whatIsAcknowledged;
    every = everySoMany;
  }

  /** All images since; no more are made. */
  static synchronized List<Image> end() {
    every = Integer.MAX_VALUE;
    return List.copyOf(IMAGES);
  }

  private static synchronized void written(ByteBuffer bytes, long position) {
    for (int at = Math.toIntExact(position); bytes.hasRemaining();) {
      byte[] content = new byte[Math.min(SECTOR_BYTES - at % SECTOR_BYTES, bytes.remaining())];
      bytes.get(content);
      PENDING.add(new Sector(at, content));
      at += content.length;
    }
    writes++;
    if (writes % every == 0) {
      IMAGES.add(new Image(writes, acknowledged.getAsLong(), image()));
    }
  }

  private static byte[] image() {
    byte[] image = durable;
    for (Sector sector : PENDING) {
      if (random.nextBoolean()) {
        image = with(image, sector);
      }
    }
    return image == durable ? durable.clone() : image;
  }

  private static byte[] with(byte[] before, Sector sector) {
    int end = sector.position() + sector.content().length;
    byte[] after = Arrays.copyOf(before, Math.max(before.length, end));
    System.arraycopy(sector.content(), 0, after, sector.position(), sector.content().length);
    return after;
  }

  private static synchronized int pending() {
    return PENDING.size();
  }

  private static synchronized void synced(int count) {
    List<Sector> done = PENDING.subList(0, count);
    for (Sector sector : done) {
      durable = with(durable, sector);
    }
    done.clear();
  }

  @Override
  public String getScheme() {
    return "power";
  }

  @Override
  public FileChannel open(String mode) throws IOException {
    return new Recorded(getBase().open(mode));
  }

  private static final class Recorded extends DelegatingFile {

    Recorded(FileChannel file) {
      super(file);
    }

    @Override
    public int write(ByteBuffer bytes, long position) throws IOException {
      ByteBuffer copy = bytes.duplicate();
      int length = super.write(bytes, position);
      written(copy.limit(copy.position() + length), position);
      return length;
    }

    @Override
    public void force(boolean metaData) throws IOException {
      int before = pending();
      super.force(metaData);
      synced(before);
    }
  }
}
