package dev.claudeworker.plugin.h2.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.CRC32C;

/**
 * Some transactions, written at once: all of them are there or none.
 *
 * @param first number of the first of them
 * @param last number of the last of them
 * @param content the transactions
 */
record JournalRecord(long first, long last, byte[] content) {

  private static final int MAGIC = 0x434a524e;

  /** Its mark, its check sum, the length of its content, the journal it belongs to, and its numbers. */
  private static final int HEADER_BYTES = 3 * Integer.BYTES + 4 * Long.BYTES;

  private static final int CHECKED_FROM = 2 * Integer.BYTES;

  static int sizeOf(int contentBytes) {
    int sectors = Math.ceilDiv(HEADER_BYTES + contentBytes, JournalFile.SECTOR_BYTES);
    return sectors * JournalFile.SECTOR_BYTES;
  }

  /** How long it is in the file, up to the next sector. */
  int size() {
    return sizeOf(content.length);
  }

  ByteBuffer encode(UUID journal) {
    ByteBuffer bytes = ByteBuffer.allocate(size());
    bytes.putInt(MAGIC).putInt(0).putInt(content.length);
    bytes.putLong(journal.getMostSignificantBits()).putLong(journal.getLeastSignificantBits());
    bytes.putLong(first).putLong(last).put(content);
    bytes.putInt(Integer.BYTES, checkSum(bytes, content.length));
    return bytes.rewind();
  }

  private static int checkSum(ByteBuffer bytes, int contentBytes) {
    var sum = new CRC32C();
    sum.update(bytes.slice(CHECKED_FROM, HEADER_BYTES - CHECKED_FROM + contentBytes));
    return (int) sum.getValue();
  }

  /** What stands there; empty if it is no whole record of that journal. */
  static Optional<JournalRecord> at(FileChannel file, long position, UUID journal) throws IOException {
    ByteBuffer header = read(file, position, HEADER_BYTES);
    if (header.remaining() < HEADER_BYTES || header.getInt() != MAGIC) {
      return Optional.empty();
    }
    int sum = header.getInt();
    int length = header.getInt();
    boolean isOurs = new UUID(header.getLong(), header.getLong()).equals(journal);
    if (!isOurs || length < 0 || length > file.size() - position - HEADER_BYTES) {
      return Optional.empty();
    }
    ByteBuffer whole = read(file, position, HEADER_BYTES + length);
    if (whole.remaining() < HEADER_BYTES + length || checkSum(whole, length) != sum) {
      return Optional.empty();
    }
    byte[] content = new byte[length];
    whole.get(HEADER_BYTES, content);
    return Optional.of(new JournalRecord(header.getLong(), header.getLong(), content));
  }

  /** Whether the file begins with a record of another journal. */
  static boolean isOfAnother(FileChannel file, UUID journal) throws IOException {
    ByteBuffer header = read(file, 0, HEADER_BYTES);
    return header.remaining() == HEADER_BYTES
        && header.getInt() == MAGIC
        && !new UUID(header.getLong(3 * Integer.BYTES), header.getLong(3 * Integer.BYTES + Long.BYTES))
            .equals(journal);
  }

  /** Whether the beginning of a record stands there. */
  static boolean mayBegin(ByteBuffer bytes, int at) {
    return bytes.limit() - at >= Integer.BYTES && bytes.getInt(at) == MAGIC;
  }

  /** Less at the end of the file. */
  static ByteBuffer read(FileChannel file, long position, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    int read = 0;
    while (bytes.hasRemaining() && read >= 0) {
      read = file.read(bytes, position + bytes.position());
    }
    return bytes.flip();
  }
}
