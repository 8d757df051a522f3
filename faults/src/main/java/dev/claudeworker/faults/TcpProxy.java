package dev.claudeworker.faults;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Stands between a server and its database, and breaks what goes through as it is told. */
final class TcpProxy implements Closeable {

  /** What is done to what goes through. */
  enum Mode {
    /** Nothing. */
    PASS,
    /** Connections are ended, and no new one is let through. */
    CUT,
    /** Everything stays open, and nothing comes through in either direction. */
    SILENT,
    /** Every piece waits for a second on its way. */
    SLOW,
    /** The answer to a commit is not handed on; its connection ends instead. */
    ANSWER_LOST
  }

  private static final Duration LATENCY = Duration.ofSeconds(1);
  private static final String COMMITTED = "COMMIT\0";
  private static final int PIECE = 65_536;

  private final ServerSocket front = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile int target;
  private volatile Mode mode = Mode.PASS;

  /** Listens, and hands on to a port of this machine. */
  TcpProxy(int target) throws IOException {
    this.target = target;
    threads.execute(this::accept);
  }

  int port() {
    return front.getLocalPort();
  }

  /** Changes what is done from now on. */
  void mode(Mode wanted) {
    mode = wanted;
    if (wanted == Mode.CUT) {
      endAll();
    }
  }

  /** Hands further connections on to another port, and ends those that are open. */
  void target(int port) {
    target = port;
    endAll();
  }

  private void endAll() {
    open.forEach(TcpProxy::end);
  }

  private void accept() {
    while (!front.isClosed()) {
      try {
        Socket client = front.accept();
        if (mode == Mode.CUT) {
          end(client);
          continue;
        }
        Socket server = new Socket();
        open.add(client);
        open.add(server);
        server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target));
        threads.execute(() -> hand(client, server, false));
        threads.execute(() -> hand(server, client, true));
      } catch (IOException _) {
        // The other side is away, or the proxy is closed.
      }
    }
  }

  private void hand(Socket from, Socket to, boolean answers) {
    byte[] piece = new byte[PIECE];
    try (from; to; InputStream in = from.getInputStream(); OutputStream out = to.getOutputStream()) {
      for (int length = in.read(piece); length >= 0; length = in.read(piece)) {
        switch (mode) {
          case SLOW -> Thread.sleep(LATENCY);
          case SILENT -> {
            continue;
          }
          case ANSWER_LOST -> {
            if (answers && new String(piece, 0, length, StandardCharsets.ISO_8859_1).contains(COMMITTED)) {
              mode = Mode.PASS;
              return;
            }
          }
          default -> {
            // It goes on its way.
          }
        }
        out.write(piece, 0, length);
        out.flush();
      }
    } catch (IOException _) {
      // By one of both sides, or by this proxy.
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(from);
      open.remove(to);
    }
  }

  private static void end(Socket socket) {
    try {
      socket.close();
    } catch (IOException _) {
      // It is closed.
    }
  }

  @Override
  public void close() throws IOException {
    front.close();
    endAll();
    threads.shutdownNow();
  }
}
