package dev.claudeworker;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A socket on which a test writes exactly the bytes it wants. */
final class RawConnection implements AutoCloseable {

  private static final int PATIENCE_MS = 10_000;

  private final Socket socket;

  RawConnection(int port) throws IOException {
    this(new Socket(InetAddress.getByName("127.0.0.1"), port));
  }

  private RawConnection(Socket socket) throws IOException {
    this.socket = socket;
    socket.setSoTimeout(PATIENCE_MS);
  }

  /** A connection with hardly any room for what the other end sends. */
  static RawConnection thatTakesLittle(int port) throws IOException {
    var socket = new Socket();
    socket.setReceiveBufferSize(2_048);
    socket.connect(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port));
    return new RawConnection(socket);
  }

  RawConnection send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
    return this;
  }

  /** Sends a request head with its end, lines separated by bars. */
  RawConnection head(String lines) throws IOException {
    return send(lines.replace("|", "\r\n") + "\r\n\r\n");
  }

  /** Reads until the text has come, or the end. */
  String readUntil(String text) throws IOException {
    var read = new StringBuilder();
    InputStream in = socket.getInputStream();
    while (read.indexOf(text) < 0) {
      int next = in.read();
      if (next < 0) {
        throw new AssertionError("the connection ended before '" + text + "': " + read);
      }
      read.append((char) next);
    }
    return read.toString();
  }

  /** Sends more and tells whether the other end still takes it. */
  boolean isTaken(String text) {
    try {
      send(text);
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  /** Reads until the server closes. */
  String readToEnd() throws IOException {
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
  }

  /** Reads one response with a length. */
  String response() throws IOException {
    String head = readUntil("\r\n\r\n");
    int length = head.lines()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
        .mapToInt(line -> Integer.parseInt(line.substring(line.indexOf(':') + 1).strip()))
        .findFirst()
        .orElse(0);
    return head + new String(socket.getInputStream().readNBytes(length), StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
