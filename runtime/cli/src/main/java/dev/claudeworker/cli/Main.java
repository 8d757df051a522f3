package dev.claudeworker.cli;

import dev.claudeworker.cli.client.CommandFailure;
import dev.claudeworker.cli.client.ExitCodes;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

/** The program {@code claude-worker}. */
public final class Main {

  private Main() {}

  /** Runs one command and ends with its exit code. */
  public static void main(String[] arguments) {
    // Asking twice for something that changes the queue is the caller's decision, not the HTTP client's.
    System.setProperty("sun.net.http.retryPost", "false");
    var environment = System.getenv();
    var output = new Output(System.out, System.err, Terminal.detect(environment));
    int exitCode;
    try {
      var session = new Session(environment, Path.of("").toAbsolutePath(), output, StandardInput.ofProcess(),
          InstantSource.system());
      exitCode = new Program(session).run(arguments);
    } catch (InvalidPathException unwritable) {
      exitCode = ExitCodes.FAILED;
      output.failure(Program.explain(unwritable));
    }
    Optional<CommandFailure> lost = LostOutput.of(System.out);
    lost.ifPresent(output::failure);
    System.exit(lost.isPresent() && exitCode == ExitCodes.OK ? ExitCodes.FAILED : exitCode);
  }
}
