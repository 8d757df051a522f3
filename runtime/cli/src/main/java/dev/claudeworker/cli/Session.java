package dev.claudeworker.cli;

import dev.claudeworker.cli.client.CommandFailure;
import dev.claudeworker.cli.client.ExitCodes;
import dev.claudeworker.cli.client.Home;
import dev.claudeworker.cli.client.ServerApi;
import dev.claudeworker.cli.client.ServerLocator;
import dev.claudeworker.cli.client.ServerStarter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/** What every command needs: the environment it was called in, and the way to the server. */
public final class Session {

  private static final Duration START_PATIENCE = Duration.ofSeconds(60);

  private final Map<String, String> environment;
  private final Path workingDirectory;
  private final Output output;
  private final StandardInput input;
  private final InstantSource clock;
  private final Home home;

  Session(Map<String, String> environment, Path workingDirectory, Output output, StandardInput input,
      InstantSource clock) {
    this.environment = Map.copyOf(environment);
    this.workingDirectory = workingDirectory;
    this.output = output;
    this.input = input;
    this.clock = clock;
    this.home = Home.of(environment);
  }

  /** The same terminal with another environment and directory. */
  Session elsewhere(Map<String, String> otherEnvironment, Path otherDirectory) {
    return new Session(otherEnvironment, otherDirectory, output, input, clock);
  }

  Map<String, String> environment() {
    return environment;
  }

  Path workingDirectory() {
    return workingDirectory;
  }

  Output output() {
    return output;
  }

  StandardInput input() {
    return input;
  }

  Instant now() {
    return clock.instant();
  }

  /** Lines on standard output that are drawn again and again. */
  RedrawnLines redrawnOutput() {
    return new RedrawnLines(output.out(), output.terminal(), clock);
  }

  /** Such lines on standard error. */
  RedrawnLines redrawnError() {
    return new RedrawnLines(output.err(), output.terminal(), clock);
  }

  ZoneId zone() {
    return ZoneId.systemDefault();
  }

  Home home() {
    return home;
  }

  ServerLocator locator() {
    return new ServerLocator(environment, home);
  }

  ServerStarter starter() {
    return starter(START_PATIENCE);
  }

  private ServerStarter starter(Duration patience) {
    return new ServerStarter(environment, home, locator(), patience);
  }

  /** The running server. */
  ServerApi server() {
    return locator().find()
        .orElseThrow(
            () -> new CommandFailure(
                ExitCodes.UNREACHABLE,
                "no server is running (home " + home.directory() + ")",
                "Start it with 'claude-worker server start'; 'claude-worker run' does so by itself."));
  }

  /** The running server, started if none runs. */
  ServerApi serverStartedIfNeeded() {
    return serverStartedIfNeeded(START_PATIENCE);
  }

  /** The same, waiting no longer than that for its first answer. */
  ServerApi serverStartedIfNeeded(Duration patience) {
    return locator().find().orElseGet(() -> {
      var server = starter(patience).startUnlessRunning(List.of());
      if (server.started()) {
        output.note("Started the server at " + server.api().url() + ".");
      }
      return server.api();
    });
  }
}
