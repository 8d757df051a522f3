package dev.claudeworker.process;

import dev.claudeworker.spi.executor.ProcessSpec;
import dev.claudeworker.spi.executor.ProcessStartException;
import dev.claudeworker.spi.executor.ProcessStartException.Reason;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.regex.Pattern;

/** Says which reason an error at the start was. */
final class StartFailures {

  private static final Pattern ERROR_NUMBER = Pattern.compile("error[=:] ?(\\d+)");

  // Numbers of errno that are the same on Linux and macOS, but for EAGAIN.
  private static final int NO_SUCH_FILE = 2;
  private static final int TOO_BIG = 7;
  private static final int TRY_AGAIN_LINUX = 11;
  private static final int NO_MEMORY = 12;
  private static final int FILE_TABLE_FULL = 23;
  private static final int TOO_MANY_FILES = 24;
  private static final int NO_SPACE = 28;
  private static final int TRY_AGAIN_MACOS = 35;

  private StartFailures() {}

  /** For an error of the operating system's start call. */
  static ProcessStartException ofStart(IOException error, ProcessSpec spec) {
    try {
      ProgramLookup.checkDirectory(spec.workingDirectory());
      ProgramLookup.find(spec);
    } catch (ProcessStartException changedMeanwhile) {
      return changedMeanwhile;
    }
    return switch (errorNumber(error)) {
      case TOO_BIG -> new ProcessStartException(
          Reason.OTHER,
          "The arguments and the environment of the command are larger than the operating system allows (%s)."
              .formatted(error.getMessage()));
      case TRY_AGAIN_LINUX, TRY_AGAIN_MACOS, NO_MEMORY, FILE_TABLE_FULL, TOO_MANY_FILES, NO_SPACE ->
          new ProcessStartException(
              Reason.RESOURCES, "The machine has no room for another process now (%s).".formatted(error.getMessage()));
      case NO_SUCH_FILE -> new ProcessStartException(
          Reason.OTHER, "A part of this program was deleted (%s).".formatted(error.getMessage()));
      default -> new ProcessStartException(
          Reason.OTHER, "The operating system refused to start the command (%s).".formatted(error.getMessage()));
    };
  }

  /** For an error while the attempt's files are prepared. */
  static ProcessStartException ofFiles(IOException error, AttemptFiles files) {
    String detail = error instanceof FileSystemException failed && failed.getReason() != null
        ? failed.getReason()
        : String.valueOf(error.getMessage());
    return new ProcessStartException(
        Reason.RESOURCES,
        "The files of the attempt cannot be written to %s (%s).".formatted(files.directory(), detail));
  }

  static int errorNumber(IOException error) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      var matcher = ERROR_NUMBER.matcher(String.valueOf(cause.getMessage()));
      if (matcher.find()) {
        return Integer.parseInt(matcher.group(1));
      }
    }
    return 0;
  }
}
