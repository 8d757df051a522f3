package dev.claudeworker.plugin.h2;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/**
 * A file system of H2, {@code power:}, that keeps what a disk without power would have left: what was written before the last sync of a
 * file began, and of what was written since any part, in sectors. H2 makes its objects.
 */
public final class PowerCutFiles extends FilePathWrapper {

  private static final int SECTOR_BYTES = 512;

  private static final List<Image> IMAGES = new ArrayList<>();
  private static final Map<Path, Disk> DISKS = new HashMap<>();
  private static LongSupplier acknowledged = () -> 0;
  private static RandomGenerator random = RandomGenerator.getDefault();
  private static int every = Integer.MAX_VALUE;
  private static int writes;

  /**
   * What is on the disk when the power comes back.
   *
   * @param write how many writes there were
   * @param acknowledged what was acknowledged before
   * @param files the content of each file
   */
  record Image(int write, long acknowledged, Map<Path, byte[]> files) {}

  private record Sector(int position, byte[] content) {}

  static void register() {
    FilePath.register(new PowerCutFiles());
  }

  /** From here on the power fails after every so many writes; what is in these files is on the disk. */
  static synchronized void begin(
      List<Path> files, int everySoMany, RandomGenerator by, LongSupplier whatIsAcknowledged) throws IOException {
    DISKS.clear();
    for (Path file : files) {
      DISKS.computeIfAbsent(file, none -> new Disk()).durable = Files.readAllBytes(file);
    }
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

  private static synchronized void written(Path file, ByteBuffer bytes, long position) {
    DISKS.computeIfAbsent(file, none -> new Disk()).written(bytes, position);
    writes++;
    if (writes % every == 0) {
      Map<Path, byte[]> files = new HashMap<>();
      DISKS.forEach((path, disk) -> files.put(path, disk.image()));
      IMAGES.add(new Image(writes, acknowledged.getAsLong(), files));
    }
  }

  private static synchronized int pending(Path file) {
    return DISKS.computeIfAbsent(file, none -> new Disk()).pending.size();
  }

  private static synchronized void synced(Path file, int count) {
    DISKS.get(file).synced(count);
  }

  /** One file. */
  private static final class Disk {

    private final List<Sector> pending = new ArrayList<>();
    private byte[] durable = {};

    void written(ByteBuffer bytes, long position) {
      for (int at = Math.toIntExact(position); bytes.hasRemaining();) {
        byte[] content = new byte[Math.min(SECTOR_BYTES - at % SECTOR_BYTES, bytes.remaining())];
        bytes.get(content);
        pending.add(new Sector(at, content));
        at += content.length;
      }
    }

    byte[] image() {
      byte[] image = durable.clone();
      for (Sector sector : pending) {
        if (random.nextBoolean()) {
          image = with(image, sector);
        }
      }
      return image;
    }

    /** The array is another one only if it must be longer. */
    private static byte[] with(byte[] content, Sector sector) {
      int end = sector.position() + sector.content().length;
      byte[] longEnough = end > content.length ? Arrays.copyOf(content, end) : content;
      System.arraycopy(sector.content(), 0, longEnough, sector.position(), sector.content().length);
      return longEnough;
    }

    void synced(int count) {
      List<Sector> done = pending.subList(0, count);
      for (Sector sector : done) {
        durable = with(durable, sector);
      }
      done.clear();
    }
  }

  @Override
  public String getScheme() {
    return "power";
  }

  @Override
  public FileChannel open(String mode) throws IOException {
    return new Recorded(getBase().open(mode), path());
  }

  /** Behind the names of all file systems. */
  private Path path() {
    String name = toString();
    return Path.of(name.substring(name.lastIndexOf(':') + 1));
  }

  private static final class Recorded extends DelegatingFile {

    private final Path path;

    Recorded(FileChannel file, Path path) {
      super(file);
      this.path = path;
    }

    @Override
    public int write(ByteBuffer bytes, long position) throws IOException {
      ByteBuffer copy = bytes.duplicate();
      int length = super.write(bytes, position);
      written(path, copy.limit(copy.position() + length), position);
      return length;
    }

    @Override
    public void force(boolean metaData) throws IOException {
      int before = pending(path);
      super.force(metaData);
      synced(path, before);
    }
  }
}
