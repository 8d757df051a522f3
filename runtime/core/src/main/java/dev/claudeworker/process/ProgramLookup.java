package dev.claudeworker.process;

import dev.claudeworker.spi.executor.ProcessSpec;
import dev.claudeworker.spi.executor.ProcessStartException;
import dev.claudeworker.spi.executor.ProcessStartException.Reason;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Finds the program and checks the directory before the start, because the operating system answers both with the same
 * "no such file or directory".
 */
final class ProgramLookup {

  /** What a shell searches when PATH is not set. */
  private static final String DEFAULT_PATH = "/usr/bin:/bin";

  private ProgramLookup() {}

  static void checkDirectory(Path directory) throws ProcessStartException {
    if (!Files.exists(directory)) {
      throw new ProcessStartException(Reason.BAD_DIRECTORY, "The working directory " + directory + " does not exist.");
    }
    if (!Files.isDirectory(directory)) {
      throw new ProcessStartException(
          Reason.BAD_DIRECTORY, "The working directory " + directory + " is not a directory.");
    }
    if (!Files.isExecutable(directory)) {
      throw new ProcessStartException(
          Reason.BAD_DIRECTORY, "The working directory " + directory + " may not be entered by this user.");
    }
  }

  static Path find(ProcessSpec spec) throws ProcessStartException {
    String program = spec.command().getFirst();
    var candidates = candidates(program, spec);
    for (var candidate : candidates) {
      if (Files.isRegularFile(candidate) && Files.isExecutable(candidate)) {
        return candidate;
      }
    }
    for (var candidate : candidates) {
      if (Files.exists(candidate)) {
        throw new ProcessStartException(
            Reason.PROGRAM_NOT_EXECUTABLE,
            "The program " + candidate + (Files.isDirectory(candidate) ? " is a directory." : " may not be executed."));
      }
    }
    throw new ProcessStartException(
        Reason.PROGRAM_NOT_FOUND,
        program.contains("/")
            ? "The program " + candidates.getFirst() + " does not exist."
            : "The program '" + program + "' was not found on the PATH " + path(spec) + ".");
  }

  private static List<Path> candidates(String program, ProcessSpec spec) throws ProcessStartException {
    try {
      if (program.isEmpty()) {
        throw new ProcessStartException(Reason.PROGRAM_NOT_FOUND, "The name of the program is empty.");
      }
      if (program.contains("/")) {
        return List.of(spec.workingDirectory().resolve(program));
      }
      return Stream.of(path(spec).split(File.pathSeparator))
          .map(entry -> spec.workingDirectory().resolve(entry).resolve(program))
          .toList();
    } catch (InvalidPathException notAName) {
      throw new ProcessStartException(
          Reason.PROGRAM_NOT_FOUND, "The program cannot be named like that: " + notAName.getMessage());
    }
  }

  private static String path(ProcessSpec spec) {
    return spec.environment().getOrDefault("PATH", DEFAULT_PATH);
  }
}
