package dev.claudeworker.faults;

import dev.claudeworker.spi.JsonValue.JsonNumber;
import dev.claudeworker.torture.program.ServerProcess;
import dev.claudeworker.torture.run.Outcome;
import dev.claudeworker.torture.run.Rig;
import dev.claudeworker.torture.run.Run;
import dev.claudeworker.torture.workload.Pace;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;

/** Readers of live events that stop reading. Those that the server takes are held open; those that it refuses are closed. */
final class StoppedReaders implements AutoCloseable {

  private static final int READERS = 10_000;
  private static final int AT_ONCE = 16;
  private static final int SMALLEST_BUFFER = 1_024;
  private static final String TAKEN = "HTTP/1.1 200";

  private final Queue<SocketChannel> held = new ConcurrentLinkedQueue<>();

  private StoppedReaders() {}

  static Outcome play(Stage stage) throws Exception {
    try (var rig = new Rig(stage.program(), stage.folder(), Settings.of(stage))) {
      return Run.of(rig, Pace.USUAL, stage.seed(), StoppedReaders::play);
    }
  }

  private static void play(Rig rig, RandomGenerator random) throws Exception {
    try (var readers = new StoppedReaders()) {
      rig.fault(READERS + " readers stop reading", false);
      readers.open(rig);
      if (readers.held.isEmpty()) {
        throw new IOException("the server took no reader, so nothing is proved");
      }
      Thread.sleep(random.nextLong(8_000, 12_000));
      rig.killServer();
      rig.start();
    }
  }

  private void open(Rig rig) throws Exception {
    int port = ((JsonNumber) ServerProcess.recorded(rig.home()).get("port").orElseThrow()).value().intValueExact();
    String request = "GET /api/v1/events HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nAuthorization: Bearer "
        + Files.readString(rig.home().resolve("token")).strip() + "\r\n\r\n";
    try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
      for (int i = 0; i < READERS; i++) {
        threads.execute(() -> open(port, request));
      }
    }
  }

  private void open(int port, String request) {
    try {
      SocketChannel reader = SocketChannel.open();
      reader.setOption(StandardSocketOptions.SO_RCVBUF, SMALLEST_BUFFER);
      reader.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      reader.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
      var answer = ByteBuffer.allocate(TAKEN.length());
      while (answer.hasRemaining() && reader.read(answer) >= 0) {
        Thread.onSpinWait();
      }
      if (new String(answer.array(), StandardCharsets.US_ASCII).equals(TAKEN)) {
        held.add(reader);
      } else {
        reader.close();
      }
    } catch (IOException _) {
      // Refused as it came, which is the server's right.
    }
  }

  @Override
  public void close() throws IOException {
    for (SocketChannel reader : held) {
      reader.close();
    }
  }
}
