package dev.claudeworker;

import ch.qos.logback.classic.Level;
import dev.claudeworker.config.Configuration;
import dev.claudeworker.config.ConfigurationException;
import dev.claudeworker.config.ConfigurationLoader;
import dev.claudeworker.config.CoreConfiguration;
import dev.claudeworker.home.HomeDirectory;
import dev.claudeworker.home.HomeFileSystem;
import dev.claudeworker.home.HomeLocation;
import dev.claudeworker.home.HomeLock;
import dev.claudeworker.home.ServerFiles;
import dev.claudeworker.home.ServerRecord;
import dev.claudeworker.http.InProcessMcp;
import dev.claudeworker.json.JacksonJsonCodec;
import dev.claudeworker.logging.Logging;
import dev.claudeworker.reload.ReloadWatch;
import dev.claudeworker.reload.WatchedFiles;
import dev.claudeworker.spi.WorkerException;
import dev.claudeworker.stdio.MessageLines;
import dev.claudeworker.stdio.StdioAgent;
import dev.claudeworker.worker.StopMode;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.LoggerFactory;

/** Starts the server in the foreground and ends the process with an {@link ExitCode}. */
public final class Main {

  /** How much longer than the tasks' own time a stop by signal may take before the process ends regardless. */
  private static final Duration STOP_MARGIN = Duration.ofSeconds(20);

  private final Map<String, String> environment;
  private final PrintStream out;
  private final PrintStream err;

  private Main(Map<String, String> environment, PrintStream out, PrintStream err) {
    this.environment = environment;
    this.out = out;
    this.err = err;
  }

  /**
   * Runs the server until it is stopped.
   *
   * @param words the command line; {@code --help} explains it
   */
  public static void main(String[] words) {
    var main = new Main(System.getenv(), System.out, System.err);
    if (List.of(words).contains("--standalone")) {
      // From here on standard output belongs to the protocol; whatever else prints, a library for example, would break it.
      System.setOut(System.err);
    }
    System.exit(main.run(words).number());
  }

  private ExitCode run(String... words) {
    try {
      Arguments arguments = Arguments.parse(words);
      if (arguments.help()) {
        out.print(Arguments.helpText());
        return ExitCode.STOPPED;
      }
      if (arguments.version()) {
        out.println(ProgramVersion.current());
        return ExitCode.STOPPED;
      }
      return serve(arguments);
    } catch (Arguments.BadArgumentsException bad) {
      return failed(ExitCode.BAD_USAGE, bad.getMessage() + "\nSee --help.");
    } catch (ConfigurationException wrong) {
      return failed(ExitCode.BAD_USAGE, "the configuration is wrong:\n  " + String.join("\n  ", wrong.problems()));
    } catch (WorkerException cannot) {
      return failed(ExitCode.FAILED, cannot.getMessage() + "\n" + cannot.suggestion());
    } catch (IOException cannot) {
      return failed(ExitCode.FAILED, String.valueOf(cannot.getMessage()));
    } catch (InvalidPathException unwritable) {
      return failed(ExitCode.FAILED, "the path " + unwritable.getInput() + " cannot be used: " + unwritable.getReason()
          + "\nIf it has letters beyond ASCII, set a UTF-8 locale, for example LC_ALL=C.UTF-8.");
    } catch (Exception unforeseen) {
      LoggerFactory.getLogger(Main.class).error("the server failed", unforeseen);
      return failed(ExitCode.FAILED,
          "the server failed: " + unforeseen + "\nThe log has the details; please report it.");
    }
  }

  private ExitCode failed(ExitCode code, String message) {
    err.println("claude-worker: " + message);
    return code;
  }

  private ExitCode serve(Arguments arguments) throws Exception {
    Path userHome = HomeLocation.userHome(environment);
    HomeDirectory home = HomeDirectory.open(HomeLocation.of(arguments.home(), environment));
    Configuration configuration = ConfigurationLoader.load(arguments.keys(), environment, home.path(), userHome);
    CoreConfiguration.check(configuration);
    Optional<HomeLock> lock = HomeLock.take(home);
    if (lock.isEmpty()) {
      return failed(ExitCode.ALREADY_RUNNING, alreadyRunning(home, arguments.standalone()));
    }
    try (HomeLock _ = lock.get()) {
      // Programs that start an agent's server do not all read what it says beside the protocol, and a full pipe would stop it.
      Logging.start(ServerSettings.log(configuration, home), err, arguments.standalone() ? Level.WARN : Level.TRACE);
      return run(new StartOrder(home, configuration, environment, userHome, processStarted(), arguments.listens()),
          arguments);
    } finally {
      Logging.stop();
    }
  }

  private ExitCode run(StartOrder order, Arguments arguments) throws Exception {
    // Whoever holds the lock knows that a record found now was left by a server that was killed.
    new ServerFiles(order.home(), new JacksonJsonCodec()).retract();
    HomeFileSystem.objection(HomeFileSystem.typeOf(order.home().path()))
        .ifPresent(why -> LoggerFactory.getLogger(Main.class).warn("{}. {}", why, HomeFileSystem.SUGGESTION));
    var started = new CompletableFuture<Server>();
    Server server = Server.start(order, arguments.standalone() ? agents -> serveAgent(agents, started, order) : _ -> {
    });
    started.complete(server);
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop").unstarted(() -> stopBySignal(server, order)));
    try (ReloadWatch _ = arguments.reload() ? watch(server, order, arguments) : null) {
      return server.awaitStop().startAgain() ? ExitCode.START_AGAIN : ExitCode.STOPPED;
    }
  }

  /** Programs that start an agent's server wait for its first answer, so it is listened to while the server still starts. */
  private void serveAgent(InProcessMcp agents, CompletableFuture<Server> started, StartOrder order) {
    Thread.ofPlatform().name("agent").daemon().start(() -> {
      converse(agents, order);
      // Tasks go on when the agent is gone; the next start finds them.
      started.join()
          .requestStop(
              StopMode.LEAVE_RUNNING, ServerSettings.stopTimeout(order.configuration()));
    });
  }

  private void converse(InProcessMcp agents, StartOrder order) {
    var json = new JacksonJsonCodec();
    try {
      new StdioAgent(agents, json, new MessageLines(out, json), Path.of("").toAbsolutePath(),
          StdioAgent.LAST_ANSWERS, order.configuration().section("tools").duration("order_patience")).run(System.in);
    } catch (IOException broken) {
      LoggerFactory.getLogger(Main.class).info("the agent is gone: {}", broken.getMessage());
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException unforeseen) {
      LoggerFactory.getLogger(Main.class).error("serving the agent failed", unforeseen);
    }
  }

  private static ReloadWatch watch(Server server, StartOrder order, Arguments arguments) {
    List<Path> jars = Optional.ofNullable(order.environment().get("CLAUDE_WORKER_INSTALL_DIR"))
        .map(directory -> Path.of(directory, "lib"))
        .stream()
        .toList();
    List<Path> files = List.of(order.home().file("config.yaml"), order.home().file("config.json"));
    return ReloadWatch.start(new WatchedFiles(files, jars), () -> problems(order, arguments),
        server::requestStartAgain);
  }

  /** What would keep a server from starting with the configuration as it is now. */
  private static List<String> problems(StartOrder order, Arguments arguments) {
    try {
      CoreConfiguration.check(ConfigurationLoader.load(
          arguments.keys(), order.environment(), order.home().path(), order.userHome()));
      return List.of();
    } catch (ConfigurationException wrong) {
      return wrong.problems();
    }
  }

  /** A signal stops the server like a request would, so the process ends with success and not with the signal's number. */
  private static void stopBySignal(Server server, StartOrder order) {
    Duration atMost = ServerSettings.stopTimeout(order.configuration()).plus(STOP_MARGIN);
    boolean first = server.requestStopBySignal();
    try {
      if (server.awaitStopped(atMost) && first) {
        Logging.stop();
        Runtime.getRuntime().halt(ExitCode.STOPPED.number());
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static String alreadyRunning(HomeDirectory home, boolean standalone) throws IOException {
    Optional<ServerRecord> other = new ServerFiles(home, new JacksonJsonCodec()).read();
    String which = other
        .map(record -> " It is process " + record.pid() + ", at http://" + record.host() + ":" + record.port() + ".")
        .orElse(" It is still starting, or stopping, or it serves an agent alone (claude-worker mcp --standalone).");
    return "another server works in the home " + home.path() + "." + which
        + (standalone
            ? "\nWithout --standalone, claude-worker mcp uses it. Or stop it first (claude-worker server stop), "
            : "\nUse it, stop it first (claude-worker server stop), ")
        + "or choose another home with CLAUDE_WORKER_HOME.";
  }

  /** Not from the process table: on Linux its times are off by up to a second, since it counts from a boot in whole seconds. */
  private static Instant processStarted() {
    return Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime());
  }
}
