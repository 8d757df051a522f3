package dev.claudeworker.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcSocketOwnersTest {

  private static final String HEADER =
      "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n";

  @TempDir
  Path tables;

  @Test
  void findsTheOwnerOfAConnectedSocket() throws Exception {
    write("tcp", line("0100007F:C350", "0100007F:1F40", "01", 1000, 4242));

    assertThat(owner("127.0.0.1", 50000, "127.0.0.1", 8000)).isEqualTo(OptionalInt.of(1000));
    assertThat(owner("127.0.0.1", 50001, "127.0.0.1", 8000)).isEmpty();
    assertThat(owner("127.0.0.1", 50000, "127.0.0.1", 8001)).isEmpty();
    assertThat(owner("127.0.0.1", 8000, "127.0.0.1", 50000)).as("our own end").isEmpty();
  }

  @Test
  void findsAnIpv4ConnectionThatAnIpv6SocketMade() throws Exception {
    write("tcp", "");
    write("tcp6",
        line("0000000000000000FFFF00000100007F:C350", "0000000000000000FFFF00000100007F:1F40", "01", 1000, 4242));

    assertThat(owner("127.0.0.1", 50000, "127.0.0.1", 8000)).isEqualTo(OptionalInt.of(1000));
  }

  @Test
  void findsAnIpv6Connection() throws Exception {
    write("tcp", "");
    write("tcp6",
        line("00000000000000000000000001000000:C350", "00000000000000000000000001000000:1F40", "01", 1000, 4242));

    assertThat(owner("::1", 50000, "::1", 8000)).isEqualTo(OptionalInt.of(1000));
  }

  /** Such sockets are listed with user 0, so that a server of root would take them for its own. */
  @Test
  void aSocketThatNobodyHoldsAnyMoreHasNoOwner() throws Exception {
    write("tcp", line("0100007F:C350", "0100007F:1F40", "06", 0, 0));

    assertThat(owner("127.0.0.1", 50000, "127.0.0.1", 8000)).isEmpty();
  }

  @Test
  void withoutTablesOrWithRubbishInThemNobodyIsKnown() throws Exception {
    assertThat(owner("127.0.0.1", 50000, "127.0.0.1", 8000)).isEmpty();
    write("tcp", "0100007F:C350 nonsense\n");
    assertThat(owner("127.0.0.1", 50000, "127.0.0.1", 8000)).isEmpty();
  }

  @Test
  void aRealConnectionOfThisProcessIsItsOwn() throws Exception {
    OwnSockets sockets = OwnSockets.ofThisMachine();
    assumeTrue(sockets.canTell(), "only where there is /proc");
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var client = new Socket(server.getInetAddress(), server.getLocalPort());
        var accepted = server.accept()) {
      assertThat(sockets.isOwn(remote(accepted), local(accepted))).isTrue();
      assertThat(sockets.isOwn(new InetSocketAddress("127.0.0.1", 1), local(accepted))).isFalse();
      assertThat(sockets.isOwn(new InetSocketAddress("192.0.2.1", client.getLocalPort()), local(accepted))).isFalse();
    }
  }

  @Test
  void aConnectionOfAnotherUserIsNotOurs() {
    var sockets = new OwnSockets((_, _) -> OptionalInt.of(1001), OptionalInt.of(1000));
    var loopback = new InetSocketAddress("127.0.0.1", 50000);

    assertThat(sockets.isOwn(loopback, loopback)).isFalse();
    assertThat(new OwnSockets((_, _) -> OptionalInt.of(1000), OptionalInt.of(1000)).isOwn(loopback, loopback)).isTrue();
    assertThat(new OwnSockets(SocketOwners.UNKNOWN, OptionalInt.empty()).isOwn(loopback, loopback)).isFalse();
  }

  private static InetSocketAddress remote(Socket socket) {
    return (InetSocketAddress) socket.getRemoteSocketAddress();
  }

  private static InetSocketAddress local(Socket socket) {
    return (InetSocketAddress) socket.getLocalSocketAddress();
  }

  private OptionalInt owner(String localHost, int localPort, String remoteHost, int remotePort) {
    return new ProcSocketOwners(tables)
        .ownerOf(new InetSocketAddress(localHost, localPort), new InetSocketAddress(remoteHost, remotePort));
  }

  private void write(String table, String line) throws Exception {
    assumeTrue(ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN, "the samples are of a little-endian machine");
    Files.writeString(tables.resolve(table), HEADER + line);
  }

  private static String line(String local, String remote, String state, int uid, int inode) {
    return "   0: " + local + " " + remote + " " + state + " 00000000:00000000 00:00000000 00000000  " + uid
        + "        0 " + inode + " 1 0000000000000000 20 4 30 10 -1\n";
  }
}
