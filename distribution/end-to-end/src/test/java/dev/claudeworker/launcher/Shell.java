package dev.claudeworker.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A person's shell: a home of its own, an environment of its own, and nothing else. */
final class Shell {

  /** What a command printed and how it ended. */
  record Answer(int exitCode, String stdout, String stderr) {}

  private static final int LIMIT_SECONDS = 50;

  private final Path scratch;
  private final Path home;
  private final Map<String, String> environment = new LinkedHashMap<>();

  Shell(Path scratch) {
    try {
      this.scratch = scratch;
      this.home = Files.createDirectories(scratch.resolve("home"));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    environment.put("PATH", "/usr/bin:/bin");
    environment.put("HOME", home.toString());
    environment.put("LANG", "C.UTF-8");
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.put("CLAUDE_WORKER_AOT_CACHE", "off");
  }

  Path home() {
    return home;
  }

  Shell with(String name, String value) {
    environment.put(name, value);
    return this;
  }

  Shell without(String name) {
    environment.remove(name);
    return this;
  }

  Answer run(Path program, String... arguments) {
    return runIn(home, program.toString(), arguments);
  }

  /** For what takes longer than a command of a person may. */
  Answer runFor(int limitSeconds, Path program, String... arguments) {
    return runIn(limitSeconds, home, program.toString(), arguments);
  }

  Answer runIn(Path directory, String program, String... arguments) {
    return runIn(LIMIT_SECONDS, directory, program, arguments);
  }

  private Answer runIn(int limitSeconds, Path directory, String program, String... arguments) {
    List<String> command = Stream.concat(Stream.of(program), Arrays.stream(arguments)).toList();
    try {
      // Files and not pipes: what a command leaves in the background must not be able to hold it up.
      Path stdout = Files.createTempFile(scratch, "stdout", "");
      Path stderr = Files.createTempFile(scratch, "stderr", "");
      var builder = new ProcessBuilder(command).directory(directory.toFile())
          .redirectOutput(stdout.toFile())
          .redirectError(stderr.toFile());
      builder.environment().clear();
      builder.environment().putAll(environment);
      Process process = builder.start();
      process.getOutputStream().close();
      if (!process.waitFor(limitSeconds, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError(command + " did not end within " + limitSeconds + " s");
      }
      return new Answer(process.exitValue(), Files.readString(stdout), Files.readString(stderr));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while waiting for " + command, interrupted);
    }
  }
}
