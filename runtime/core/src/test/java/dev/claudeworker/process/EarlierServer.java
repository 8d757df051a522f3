package dev.claudeworker.process;

import dev.claudeworker.spi.executor.ProcessSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A server of its own in another JVM, to be killed: starts children, says so, and never ends by itself. */
public final class EarlierServer {

  private EarlierServer() {}

  /** Arguments: the home, the script, and for each attempt its id. */
  public static void main(String[] arguments) throws Exception {
    var home = Path.of(arguments[0]);
    var room = DurableProcessRoom.open(Workshop.QUICK, home);
    for (String id : List.of(arguments).subList(2, arguments.length)) {
      var spec = new ProcessSpec(
          List.of("/bin/sh", "-c", arguments[1]), home, Map.of("PATH", "/usr/bin:/bin"), "input", Duration.ZERO);
      var directory = Files.createDirectories(home.resolve("attempts/" + id));
      room.open(new ProcessRequest(directory, UUID.fromString(id), spec, false, Workshop.QUICK.limits()));
    }
    System.out.println("started");
    Thread.sleep(Duration.ofMinutes(10));
  }

  /** Starts children from another JVM and kills that JVM with signal 9. Returns when it is gone. */
  static void startAndDie(Path home, String script, List<UUID> attempts) throws IOException, InterruptedException {
    var command = new java.util.ArrayList<>(List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "-cp",
        System.getProperty("java.class.path"),
        EarlierServer.class.getName(),
        home.toString(),
        script));
    attempts.forEach(id -> command.add(id.toString()));
    var server = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try (var said = server.inputReader()) {
      if (!"started".equals(said.readLine())) {
        throw new IOException("the earlier server did not start its children");
      }
    } finally {
      server.destroyForcibly();
      server.waitFor();
    }
  }
}
