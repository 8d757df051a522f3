package dev.claudeworker.cli;

import dev.claudeworker.cli.client.CommandFailure;
import dev.claudeworker.cli.client.ExitCodes;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What was printed and could not be written, as to a file on a full disk: a script must not take the rest for the whole. */
final class LostOutput {

  private static final Path STANDARD_OUTPUT = Path.of("/dev/stdout");
  private static final int KIND = 0170000;
  private static final int PIPE = 0010000;
  private static final int SOCKET = 0140000;

  private LostOutput() {}

  /** The failure, if something was lost. A reader that went away, as head does, has lost nothing. */
  static Optional<CommandFailure> of(PrintStream out) {
    return out.checkError() && !isReadByAProgram() ? Optional.of(failure()) : Optional.empty();
  }

  private static boolean isReadByAProgram() {
    try {
      int kind = (int) Files.getAttribute(STANDARD_OUTPUT, "unix:mode") & KIND;
      return kind == PIPE || kind == SOCKET;
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException unknown) {
      // Better to say nothing than to complain of every reader that has had enough.
      return true;
    }
  }

  private static CommandFailure failure() {
    return new CommandFailure(
        ExitCodes.FAILED, "standard output cannot be written" + reason(),
        "What was printed is not complete, though the command itself was carried out. Print it again to another place.");
  }

  /** The stream has swallowed it; whoever tries again is told. */
  private static String reason() {
    try (var again = new FileOutputStream(FileDescriptor.out)) {
      again.write('\n');
      return "";
    } catch (IOException refused) {
      return ": " + refused.getMessage();
    }
  }
}
