package dev.claudeworker.bench;

import dev.claudeworker.scratch.ScratchPostgres;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** graphile-worker with the batches that its page on performance names; each server is a process of Node.js. */
final class GraphilePeer implements Peer {

  private final Path folder;

  /** In a folder with Node.js, the package and the script that runs it. */
  GraphilePeer(Path folder) {
    this.folder = folder;
  }

  boolean installed() {
    return Files.isExecutable(node()) && Files.exists(script());
  }

  private Path node() {
    return folder.resolve("node_modules/node/bin/node");
  }

  private Path script() {
    return folder.resolve("graphile.mjs");
  }

  @Override
  public String name() {
    return "graphile-worker 0.18.0";
  }

  @Override
  public Speed speed(String url, Crew crew) throws Exception {
    List<Process> servers = new ArrayList<>();
    try (var database = new PeerDatabase(url)) {
      for (int number = 0; number < crew.servers(); number++) {
        servers.add(start(url, crew.slots()));
      }
      run(database, crew.warmUp());
      return run(database, crew.tasks());
    } finally {
      for (Process server : servers) {
        server.destroy();
        server.waitFor();
      }
    }
  }

  /** Returns when it takes jobs. */
  private Process start(String url, int slots) throws IOException {
    URI address = URI.create(url.substring("jdbc:".length()));
    Process server =
        new ProcessBuilder(
            node().toString(), script().toString(),
            "postgres://" + ScratchPostgres.USER + "@" + address.getHost() + ":" + address.getPort()
                + address.getPath(),
            Integer.toString(slots)).redirectErrorStream(true).start();
    awaitReady(server);
    return server;
  }

  /** It says nothing after that. */
  private static void awaitReady(Process server) throws IOException {
    BufferedReader output = server.inputReader(StandardCharsets.UTF_8);
    StringBuilder said = new StringBuilder();
    for (String line = output.readLine(); !"ready".equals(line); line = output.readLine()) {
      if (line == null) {
        throw new IOException("graphile-worker does not start: " + said);
      }
      said.append(line).append('\n');
    }
  }

  /** All at once, in one transaction, so that the workers begin when it is committed. */
  private static Speed run(PeerDatabase database, int count) throws Exception {
    database.execute(
        "SELECT count(graphile_worker.add_job('noop', '{}'::json)) FROM generate_series(1, " + count + ")");
    long before = System.nanoTime();
    double processorBefore = Machine.processorSeconds();
    database.awaitNone("SELECT 1 FROM graphile_worker._private_jobs LIMIT 1");
    double seconds = (System.nanoTime() - before) / 1e9;
    return Speed.of(count, seconds, Machine.processorSeconds() - processorBefore);
  }
}
