package dev.claudeworker.torture.run;

import dev.claudeworker.json.JacksonJsonCodec;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.torture.check.FinalTask;
import dev.claudeworker.torture.history.HistoryFile;
import dev.claudeworker.torture.history.Line;
import dev.claudeworker.torture.program.Api;
import dev.claudeworker.torture.program.FinalState;
import dev.claudeworker.torture.program.Installation;
import dev.claudeworker.torture.program.Processes;
import dev.claudeworker.torture.program.ServerGone;
import dev.claudeworker.torture.program.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A scratch folder with a home, a history, and the server of the moment. One thread drives it. */
public final class Rig implements AutoCloseable {

  private static final Duration READY = Duration.ofSeconds(240);
  private static final int POLL_MS = 100;

  private final Installation program;
  private final Path folder;
  private final HistoryFile history;
  private final Map<String, String> environment = new HashMap<>();
  private final List<Duration> recoveries = new ArrayList<>();
  private Optional<ServerProcess> server = Optional.empty();
  private int faults;

  /**
   * Lays one out.
   *
   * @param program what is tried
   * @param folder an empty folder, that nothing else uses
   * @param configuration of the server
   */
  public Rig(Installation program, Path folder, JsonObject configuration) throws IOException {
    this.program = program;
    this.folder = folder.toRealPath();
    Files.createDirectories(home());
    configure(configuration);
    history = HistoryFile.create(folder.toRealPath().resolve("history"));
  }

  /** Replaces the configuration, for the next start. */
  public void configure(JsonObject configuration) throws IOException {
    Files.writeString(home().resolve("config.json"), new JacksonJsonCodec().print(configuration));
  }

  /** Sets a variable of the server's environment, for the next start; an empty value takes it away. */
  public void environment(String name, String value) {
    if (value.isEmpty()) {
      environment.remove(name);
    } else {
      environment.put(name, value);
    }
  }

  /** Starts the server and waits until it works; how long that took counts as a recovery. */
  public void start() throws IOException, InterruptedException, ServerGone {
    begin();
    awaitReady();
  }

  /** Starts the server and does not wait. */
  public ServerProcess begin() throws IOException {
    var begun = ServerProcess.begin(program, home(), environment);
    server = Optional.of(begun);
    return begun;
  }

  /** Waits until the server that was begun works. */
  public void awaitReady() throws IOException, InterruptedException, ServerGone {
    recoveries.add(server().awaitReady(READY));
  }

  /** The server of the moment. */
  public ServerProcess server() {
    return server.orElseThrow();
  }

  /** Writes a fault into the history, before it is done. */
  public void fault(String name, boolean endsChildren) {
    faults++;
    history.write(new Line.Fault(name, endsChildren));
  }

  /** Kills the server; children go on. */
  public void killServer() throws InterruptedException {
    fault("kill -9 of the server", false);
    server().kill();
  }

  /** Kills the server and everything that it started, as when the machine loses power; all files stay. */
  public void loseMachine() throws InterruptedException {
    fault("machine lost", true);
    server().kill();
    Processes.kill(folder);
    // Once more: a child that had begun to end when the first line was written.
    history.write(new Line.Fault("machine lost", true));
  }

  /** Waits until every task has ended, or patience has; then tells what became of them. */
  public List<FinalTask> settle(Duration patience) throws IOException, InterruptedException {
    var api = new Api(home());
    long begun = System.nanoTime();
    while (System.nanoTime() - begun < patience.toNanos() && FinalState.open(api) > 0) {
      Thread.sleep(POLL_MS);
    }
    return FinalState.tasks(api);
  }

  /** The home of the server. */
  public Path home() {
    return folder.resolve("home");
  }

  /** The folder that everything is in. */
  public Path folder() {
    return folder;
  }

  /** What was seen. */
  public HistoryFile history() {
    return history;
  }

  /** How long each start took until the server worked. */
  public List<Duration> recoveries() {
    return List.copyOf(recoveries);
  }

  /** How often something was broken. */
  public int faults() {
    return faults;
  }

  @Override
  public void close() throws IOException {
    server.ifPresent(ServerProcess::close);
    Processes.kill(folder);
    history.close();
  }
}
