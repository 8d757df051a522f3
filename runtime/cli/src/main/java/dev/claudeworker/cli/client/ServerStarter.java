package dev.claudeworker.cli.client;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Starts the server in the background and waits until it answers. Two at once start one server. */
public final class ServerStarter {

  private static final Duration HEALTH_PATIENCE = Duration.ofSeconds(5);
  private static final Duration POLL_INTERVAL = Duration.ofMillis(15);

  private static final long NO_ROOM_BYTES = 100_000;

  private final Map<String, String> environment;
  private final Home home;
  private final ServerLocator locator;
  private final Duration patience;
  private final boolean posix;

  /**
   * Creates a starter.
   *
   * @param environment the environment of this process
   * @param home the home
   * @param locator finds the server once it runs
   * @param patience how long the server may take until it answers
   */
  public ServerStarter(Map<String, String> environment, Home home, ServerLocator locator, Duration patience) {
    this(environment, home, locator, patience,
        FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
  }

  ServerStarter(
      Map<String, String> environment, Home home, ServerLocator locator, Duration patience, boolean posix) {
    this.posix = posix;
    this.environment = environment;
    this.home = home;
    this.locator = locator;
    this.patience = patience;
  }

  /**
   * The running server, or a new one.
   *
   * @param arguments flags for the server, for example {@code --port 9000}
   * @return its API
   */
  public StartedServer startUnlessRunning(List<String> arguments) {
    if (!posix) {
      return runningInAWindow();
    }
    createHome();
    try (FileChannel channel = FileChannel.open(home.file("start.lock"),
        Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), OwnerOnly.FILE); var lock = channel.lock()) {
      Optional<ServerApi> running = locator.find();
      return running.isPresent() ? new StartedServer(running.get(), false)
          : new StartedServer(start(arguments), lock.isValid());
    } catch (IOException unusable) {
      throw new CommandFailure(
          ExitCodes.FAILED,
          "the home " + home.directory() + " cannot be used: " + FileTrouble.reason(unusable),
          "Make it writable, or choose another one with CLAUDE_WORKER_HOME.");
    }
  }

  /** As on Windows, where nothing of what detaches a process from its terminal is there. */
  private StartedServer runningInAWindow() {
    return locator.find()
        .map(running -> new StartedServer(running, false))
        .orElseThrow(() -> new CommandFailure(
            ExitCodes.UNREACHABLE, "no server is running, and on this system none can be started in the background",
            "Start it in a window of its own with 'claude-worker server start --foreground', then try again."));
  }

  private void createHome() {
    try {
      if (!Files.isDirectory(home.directory())) {
        Files.createDirectories(home.directory(), OwnerOnly.DIRECTORY);
      }
    } catch (IOException unusable) {
      throw new CommandFailure(
          ExitCodes.FAILED,
          "the home " + home.directory() + " cannot be made: " + FileTrouble.reason(unusable),
          "Make its parent directory writable, or choose another one with CLAUDE_WORKER_HOME.");
    }
  }

  private ServerApi start(List<String> arguments) throws IOException {
    Path errors = home.file("server.err");
    Process server = DetachedProcess.start(launcher(), environment, arguments, home.directory(), errors);
    long deadline = System.nanoTime() + patience.toNanos();
    while (System.nanoTime() < deadline) {
      Optional<ServerApi> ready = locator.find().filter(ServerStarter::isReady);
      if (ready.isPresent()) {
        return ready.get();
      }
      if (!server.isAlive()) {
        throw died(server.exitValue(), errors);
      }
      pause();
    }
    throw new CommandFailure(
        ExitCodes.UNREACHABLE,
        "the server was started (process " + server.pid() + ") but did not answer within " + patience.toSeconds()
            + " s",
        "See 'claude-worker server logs' and " + errors + ".");
  }

  private static boolean isReady(ServerApi api) {
    return api.health("/health/ready", HEALTH_PATIENCE)
        .map(health -> Fields.textOrEmpty(health, "ready"))
        .filter("yes"::equals)
        .isPresent();
  }

  private Path launcher() {
    String launcher = environment.getOrDefault("CLAUDE_WORKER_LAUNCHER", "");
    if (launcher.isEmpty() || !Files.isExecutable(Path.of(launcher))) {
      throw new CommandFailure(
          ExitCodes.UNREACHABLE,
          "no server is running, and it cannot be started from here: the launcher is not known"
              + " (CLAUDE_WORKER_LAUNCHER)",
          "Run the claude-worker script of the installation.");
    }
    return Path.of(launcher);
  }

  private CommandFailure died(int exitCode, Path errors) throws IOException {
    String said = Files.readString(errors).strip();
    if (Files.getFileStore(home.directory()).getUsableSpace() < NO_ROOM_BYTES) {
      // What the server said could not be written either.
      return new CommandFailure(
          ExitCodes.UNREACHABLE,
          "the server could not be started: the disk of the home " + home.directory() + " is full"
              + (said.isEmpty() ? "" : ":\n" + said.indent(2).stripTrailing()),
          "Make room on it and try again. Everything that was accepted is kept.");
    }
    return new CommandFailure(
        ExitCodes.UNREACHABLE,
        "the server ended at once with exit code " + exitCode
            + (said.isEmpty() ? "" : ":\n" + said.indent(2).stripTrailing()),
        "See 'claude-worker server logs', or watch it start with 'claude-worker server start --foreground'.");
  }

  private static void pause() {
    try {
      Thread.sleep(POLL_INTERVAL);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new CommandFailure(ExitCodes.INTERRUPTED, "interrupted while the server was starting");
    }
  }
}
