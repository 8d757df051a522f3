package dev.claudeworker.command;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/**
 * A program that is run for what it does and not for what it prints.
 *
 * @param vector the program and its arguments; no shell reads them
 * @param environment its whole environment
 * @param limit how long it may take
 */
public record SmallCommand(List<String> vector, CommandEnvironment environment, Duration limit) {

  /** Copies the vector. */
  public SmallCommand {
    vector = List.copyOf(vector);
  }

  /**
   * Runs it and waits for its end.
   *
   * @return how it ended
   * @throws InterruptedException if the waiting thread is interrupted; the program is ended then
   */
  public CommandResult run() throws InterruptedException {
    Process process;
    try {
      process = start();
    } catch (IOException refused) {
      return new CommandResult.NotStarted(String.valueOf(refused.getMessage()));
    }
    try {
      return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)
          ? new CommandResult.Exited(process.exitValue())
          : new CommandResult.TimedOut();
    } finally {
      end(process);
    }
  }

  private static void end(Process process) {
    if (process.isAlive()) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  /** A native start would hold the carrier of a virtual thread, so it gets a thread of its own. */
  private Process start() throws IOException, InterruptedException {
    var builder = new ProcessBuilder(vector)
        .redirectInput(Redirect.from(nothing()))
        .redirectOutput(Redirect.DISCARD)
        .redirectError(Redirect.DISCARD);
    builder.environment().clear();
    builder.environment().putAll(environment.variables());
    var starting = new FutureTask<>(builder::start);
    Thread.ofPlatform().name("start of " + vector.getFirst()).daemon().start(starting);
    try {
      return starting.get();
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof IOException refused ? refused : new IOException(failed.getCause());
    }
  }

  private static File nothing() {
    return new File(File.separatorChar == '\\' ? "NUL" : "/dev/null");
  }
}
