package dev.claudeworker.plugin.h2;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import org.h2.mvstore.Chunk;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.FileStore;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.SFChunk;
import org.h2.mvstore.SingleFileStore;

/**
 * The header of H2's file, which names the chunk that was written last; two copies of it lie in the first two blocks.
 *
 * <p>H2 2.5 writes it when a chunk does not lie where the one before foretold, as it happens once it uses space of the file again;
 * but it names the one before. A file that is opened after a kill then goes back to a state some commits older. H2 2.4 names
 * the right one, but never returns from a statement after a write that failed. So the last chunk is named here, too.
 *
 * <p>Only one copy is written at a time, in turn: if the power fails before what it names is on the disk, the other one names what
 * was synced before.
 */
final class StoreHeader {

  private static final int BLOCK_BYTES = 4096;
  private static final int COPIES = 2;

  /** How long the copies are together, from the beginning of the file. */
  static final int BYTES = COPIES * BLOCK_BYTES;

  private static final String CLEAN = "clean";
  private static final String CHECKSUM = "fletcher";

  private static final VarHandle LAST_CHUNK;
  private static final MethodHandle WRITE;

  static {
    try {
      MethodHandles.Lookup own = MethodHandles.lookup();
      LAST_CHUNK = MethodHandles.privateLookupIn(FileStore.class, own)
          .findVarHandle(FileStore.class, "lastChunk", Chunk.class);
      WRITE = MethodHandles.privateLookupIn(SingleFileStore.class, own)
          .findVirtual(
              SingleFileStore.class, "writeFully",
              MethodType.methodType(void.class, SFChunk.class, long.class, ByteBuffer.class));
    } catch (ReflectiveOperationException otherVersion) {
      throw new IllegalStateException("this version of H2 keeps the header of its file in another way", otherVersion);
    }
  }

  private int nextCopy;

  /** Names the last chunk in it. Nothing else may be written meanwhile. */
  void write(SingleFileStore store) {
    Chunk<?> last = (Chunk<?>) LAST_CHUNK.getVolatile(store);
    // Closed properly and not written since: the header is right, and says so.
    if (last == null || store.getStoreHeader().containsKey(CLEAN)) {
      return;
    }
    try {
      WRITE.invokeExact(store, (SFChunk) null, (long) nextCopy * BLOCK_BYTES, block(store, last));
    } catch (RuntimeException | Error failure) {
      throw failure;
    } catch (Throwable undeclared) {
      throw new IllegalStateException(undeclared);
    }
    nextCopy = (nextCopy + 1) % COPIES;
  }

  /**
   * Takes the mark of a file that was closed properly out of what was read of the header; what is no whole copy is left alone.
   *
   * @param read what was read
   * @param position where from
   */
  static void forgetCleanClose(ByteBuffer read, long position) {
    for (long copy = 0; copy < BYTES; copy += BLOCK_BYTES) {
      int at = Math.toIntExact(copy - position) + read.position();
      if (at >= read.position() && at + BLOCK_BYTES <= read.limit()) {
        byte[] block = new byte[BLOCK_BYTES];
        read.get(at, block);
        HashMap<String, String> header = parsed(block);
        if (header.remove(CLEAN) != null) {
          read.put(at, block(header).array());
        }
      }
    }
  }

  /** Empty if it is none. */
  private static HashMap<String, String> parsed(byte[] block) {
    String text = new String(block, StandardCharsets.ISO_8859_1);
    int end = text.indexOf('\n');
    try {
      HashMap<String, String> header = DataUtils.parseMap(text.substring(0, Math.max(end, 0)));
      String checksum = header.remove(CHECKSUM);
      byte[] checked =
          DataUtils.appendMap(new StringBuilder(), header).toString().getBytes(StandardCharsets.ISO_8859_1);
      boolean whole = checksum != null
          && Integer.parseUnsignedInt(checksum, 16) == DataUtils.getFletcher32(checked, 0, checked.length);
      return whole ? header : new HashMap<>();
    } catch (MVStoreException | NumberFormatException noHeader) {
      return new HashMap<>();
    }
  }

  private static ByteBuffer block(SingleFileStore store, Chunk<?> last) {
    HashMap<String, Object> header = new HashMap<>(store.getStoreHeader());
    header.put("block", last.block);
    header.put("chunk", last.id);
    header.put("version", last.version);
    return block(header);
  }

  /** As H2 writes it: a map as text, with a checksum. */
  private static ByteBuffer block(HashMap<String, ?> header) {
    StringBuilder text = DataUtils.appendMap(new StringBuilder(), header);
    byte[] checked = text.toString().getBytes(StandardCharsets.ISO_8859_1);
    DataUtils.appendMap(text, CHECKSUM, DataUtils.getFletcher32(checked, 0, checked.length));
    text.append('\n');
    ByteBuffer block = ByteBuffer.allocate(BLOCK_BYTES);
    block.put(text.toString().getBytes(StandardCharsets.ISO_8859_1));
    return block.rewind();
  }
}
