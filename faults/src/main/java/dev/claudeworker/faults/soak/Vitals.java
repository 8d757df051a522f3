package dev.claudeworker.faults.soak;

import dev.claudeworker.torture.program.JsonReads;
import dev.claudeworker.torture.program.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** How a server is: ready, its heap, its memory. */
final class Vitals {

  private static final Duration PATIENCE = Duration.ofNanos(Availability.LONGEST_ANSWER_NANOS);

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();
  private final Path home;
  private long mostHeap;
  private long mostMemory;

  Vitals(Path home) {
    this.home = home;
  }

  /** Whether it says that it is ready, and soon. */
  boolean ready() throws InterruptedException {
    try {
      return get("/health/ready").statusCode() == 200;
    } catch (IOException | IllegalStateException _) {
      return false;
    }
  }

  /** Looks at its memory, if it answers. */
  void measure() throws InterruptedException {
    try {
      mostHeap = Math.max(mostHeap, heap(get("/metrics").body()));
      long pid = JsonReads.number(ServerProcess.recorded(home), "pid");
      for (String line : Files.readAllLines(Path.of("/proc", Long.toString(pid), "status"))) {
        if (line.startsWith("VmHWM:")) {
          mostMemory = Math.max(mostMemory, Long.parseLong(line.replaceAll("[^0-9]", "")) << 10);
        }
      }
    } catch (IOException | IllegalStateException _) {
      // It is down at the moment.
    }
  }

  /** What a page in Prometheus' format says of the used heap. */
  static long heap(String page) {
    return (long) page.lines()
        .filter(line -> line.startsWith("jvm_memory_used_bytes{area=\"heap\""))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  long mostHeap() {
    return mostHeap;
  }

  long mostMemory() {
    return mostMemory;
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    long port = JsonReads.number(ServerProcess.recorded(home), "port");
    var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .timeout(PATIENCE)
        .header("Authorization", "Bearer " + Files.readString(home.resolve("token")).strip());
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
