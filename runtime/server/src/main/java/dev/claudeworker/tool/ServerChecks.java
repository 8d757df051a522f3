package dev.claudeworker.tool;

import dev.claudeworker.config.Configuration;
import dev.claudeworker.config.Section;
import dev.claudeworker.home.HomeDirectory;
import dev.claudeworker.home.HomeLock;
import dev.claudeworker.home.ServerFiles;
import dev.claudeworker.home.ServerRecord;
import dev.claudeworker.json.JacksonJsonCodec;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;

/**
 * Looks for a server and its port.
 *
 * @param home the home, existing or not
 * @param configuration its configuration
 */
record ServerChecks(HomeDirectory home, Configuration configuration) {

  List<Check> all() throws IOException {
    if (!Files.isDirectory(home.path())) {
      return List.of(port());
    }
    boolean works = isLocked();
    Optional<ServerRecord> record = new ServerFiles(home, new JacksonJsonCodec()).read();
    if (works) {
      return List.of(Check.ok("server", record
          .map(server -> "process " + server.pid() + " at " + server.host() + ":" + server.port())
          .orElse("starting or stopping")));
    }
    return List.of(server(record), port());
  }

  /** The lock tells for certain: the operating system drops it with the process. */
  boolean isLocked() throws IOException {
    // A server could not have taken it either.
    if (!Files.isWritable(home.file("server.lock"))) {
      return false;
    }
    Optional<HomeLock> lock = HomeLock.take(home);
    if (lock.isPresent()) {
      lock.get().close();
    }
    return lock.isEmpty();
  }

  private static Check server(Optional<ServerRecord> record) {
    return record.map(
        stale -> Check.warning("server", "none runs; server.json is of process " + stale.pid() + ", which was killed",
            "Start it again: claude-worker server start. Tasks that still run are taken up by it."))
        .orElseGet(() -> Check.ok("server", "none runs; 'claude-worker run' starts it"));
  }

  private Check port() {
    Section server = configuration.section("server");
    String host = server.text("host");
    int port = server.integer("port");
    try (var socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(host, port));
      return Check.ok("port", port == 0 ? "any free one of " + host : host + ":" + port + " is free");
    } catch (IOException taken) {
      return Check.warning("port", host + ":" + port + " cannot be used: " + taken.getMessage(),
          "Nothing to do unless you need this very port: the server takes the next free one. Choose one with 'claude-worker config set server.port'.");
    }
  }
}
