package dev.claudeworker.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A command that is running. Its output goes to files, so that a child it leaves behind cannot hold a pipe open. */
record RunningCommand(List<String> command, Process process, Path stdout, Path stderr) {

  static RunningCommand start(
      List<String> command, String input, Path directory, Map<String, String> environment, Path scratch) {
    try {
      var stdout = Files.createTempFile(scratch, "stdout", "");
      var stderr = Files.createTempFile(scratch, "stderr", "");
      var stdin = Files.writeString(Files.createTempFile(scratch, "stdin", ""), input);
      var builder = new ProcessBuilder(command).directory(directory.toFile())
          .redirectInput(input.isEmpty() ? new java.io.File("/dev/null") : stdin.toFile())
          .redirectOutput(stdout.toFile())
          .redirectError(stderr.toFile());
      builder.environment().clear();
      builder.environment().putAll(environment);
      return new RunningCommand(command, builder.start(), stdout, stderr);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  CommandResult await(Duration limit) {
    try {
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("still running after " + limit + ": " + result(-1));
      }
      return result(process.exitValue());
    } catch (InterruptedException e) {
      process.destroyForcibly();
      throw new AssertionError("interrupted while waiting for " + command, e);
    }
  }

  String output() {
    try {
      return Files.readString(stdout);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private CommandResult result(int exitCode) {
    try {
      return new CommandResult(command, exitCode, Files.readString(stdout), Files.readString(stderr));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
