package dev.claudeworker.plugin.h2.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Optional;
import java.util.UUID;
import org.h2.store.fs.FilePath;

/**
 * The file of a journal: records one behind the other, each written with its check sum and synced at once, in a file that is laid out
 * before, so that a sync need not write its length, too. Once its records are of no use any more it is written from its beginning again.
 * One thread at a time.
 */
final class JournalFile implements AutoCloseable {

  /** What a disk writes as a whole; every record begins with one. */
  static final int SECTOR_BYTES = 512;

  private static final int BLOCK_BYTES = 1 << 16;

  private static final int LAID_OUT_AT_ONCE = 1 << 20;

  private final FileChannel channel;
  private final UUID journal;
  private final long mostBytes;
  private long position;

  private JournalFile(FileChannel channel, UUID journal, long mostBytes) {
    this.channel = channel;
    this.journal = journal;
    this.mostBytes = mostBytes;
  }

  /** Makes an empty one; a file that was there is gone. */
  static JournalFile make(FilePath path, UUID journal, long mostBytes) throws IOException {
    path.delete();
    JournalFile made = open(path, journal, mostBytes);
    made.layOut(LAID_OUT_AT_ONCE);
    return made;
  }

  /** Opens one, to read it from its beginning. */
  static JournalFile open(FilePath path, UUID journal, long mostBytes) throws IOException {
    return new JournalFile(path.open("rw"), journal, mostBytes);
  }

  /** Whether it was written for another database. */
  boolean isOfAnother() throws IOException {
    return JournalRecord.isOfAnother(channel, journal);
  }

  boolean hasRoomFor(int contentBytes) {
    return position + JournalRecord.sizeOf(contentBytes) <= mostBytes;
  }

  /** Writes behind what was read or written last; durable when this returns. */
  void append(JournalRecord record) throws IOException {
    ByteBuffer bytes = record.encode(journal);
    layOut(position + bytes.remaining());
    writeFully(bytes, position);
    channel.force(false);
    position += record.size();
  }

  /** The record behind what was read or written last; empty if there is none. */
  Optional<JournalRecord> next() throws IOException {
    Optional<JournalRecord> record = JournalRecord.at(channel, position, journal);
    position += record.map(JournalRecord::size).orElse(0);
    return record;
  }

  /** Whether a record stands behind what was read last, with a number beyond: then what lies between is damaged. */
  boolean hasBeyond(long number) throws IOException {
    for (long block = position; block < channel.size(); block += BLOCK_BYTES) {
      ByteBuffer sectors = JournalRecord.read(channel, block, BLOCK_BYTES);
      for (int at = 0; at < sectors.limit(); at += SECTOR_BYTES) {
        if (JournalRecord.mayBegin(sectors, at)
            && JournalRecord.at(channel, block + at, journal).filter(record -> record.last() > number).isPresent()) {
          return true;
        }
      }
    }
    return false;
  }

  /** The next record is read from, or written at, the beginning. */
  void rewind() {
    position = 0;
  }

  private void layOut(long end) throws IOException {
    for (long size = channel.size(); size < end; size = channel.size()) {
      writeFully(ByteBuffer.allocate(LAID_OUT_AT_ONCE), size);
      channel.force(true);
    }
  }

  private void writeFully(ByteBuffer bytes, long start) throws IOException {
    for (long at = start; bytes.hasRemaining();) {
      at += channel.write(bytes, at);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
