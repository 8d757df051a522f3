package dev.claudeworker.security;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** {@link SocketOwners} by Linux's tables {@code /proc/net/tcp} and {@code /proc/net/tcp6}. */
public final class ProcSocketOwners implements SocketOwners {

  /** The table is not read atomically: an entry may be missed while others come and go. */
  private static final int READS = 3;

  /** Columns of a line: slot, local, remote, state, queues, timer, retransmits, uid, timeout, inode. */
  private static final int LOCAL = 1;
  private static final int REMOTE = 2;
  private static final int UID = 7;
  private static final int INODE = 9;

  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private final List<Path> tables;

  /**
   * Creates the look-up.
   *
   * @param directory {@code /proc/net}
   */
  public ProcSocketOwners(Path directory) {
    this.tables = List.of(directory.resolve("tcp"), directory.resolve("tcp6"));
  }

  @Override
  public OptionalInt ownerOf(InetSocketAddress local, InetSocketAddress remote) {
    for (int read = 0; read < READS; read++) {
      for (Path table : tables) {
        OptionalInt owner = find(table, local, remote);
        if (owner.isPresent()) {
          return owner;
        }
      }
    }
    return OptionalInt.empty();
  }

  private static OptionalInt find(Path table, InetSocketAddress local, InetSocketAddress remote) {
    boolean six = table.endsWith("tcp6");
    Optional<String> localKey = key(local, six);
    Optional<String> remoteKey = key(remote, six);
    if (localKey.isEmpty() || remoteKey.isEmpty()) {
      return OptionalInt.empty();
    }
    try (var lines = Files.lines(table, StandardCharsets.US_ASCII)) {
      return lines.filter(line -> line.contains(localKey.get()))
          .map(line -> line.strip().split("\\s+"))
          .filter(columns -> columns.length > INODE && columns[LOCAL].equals(localKey.get())
              && columns[REMOTE].equals(remoteKey.get()) && isHeld(columns[INODE]))
          .mapToInt(columns -> Integer.parseUnsignedInt(columns[UID]))
          .findFirst();
    } catch (IOException | UncheckedIOException _) {
      return OptionalInt.empty();
    }
  }

  /** A socket that nobody holds any more (closing, waiting) has inode 0 and is listed as root's. */
  private static boolean isHeld(String inode) {
    return !inode.equals("0");
  }

  /** The kernel's writing of an address: 32-bit words in the machine's own byte order, then the port. */
  private static Optional<String> key(InetSocketAddress address, boolean six) {
    byte[] bytes = address.getAddress().getAddress();
    boolean four = address.getAddress() instanceof Inet4Address;
    if (!six && !four) {
      return Optional.empty();
    }
    byte[] shown = six && four ? mapped(bytes) : bytes;
    var words = ByteBuffer.wrap(shown);
    var swapped = ByteBuffer.allocate(shown.length).order(ByteOrder.nativeOrder());
    while (words.hasRemaining()) {
      swapped.putInt(words.getInt());
    }
    return Optional.of(HEX.formatHex(swapped.array()) + ":" + HEX.toHexDigits((short) address.getPort()));
  }

  private static byte[] mapped(byte[] four) {
    return ByteBuffer.allocate(16).put(new byte[10]).putShort((short) 0xFFFF).put(four).array();
  }
}
