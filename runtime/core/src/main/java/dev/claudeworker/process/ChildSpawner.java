package dev.claudeworker.process;

import dev.claudeworker.spi.executor.ProcessSpec;
import dev.claudeworker.spi.executor.ProcessStartException;
import dev.claudeworker.spi.executor.ProcessStartException.Reason;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Starts children. */
final class ChildSpawner implements AutoCloseable {

  private static final String SHELL = "/bin/sh";
  private static final File NOTHING = new File("/dev/null");

  private final HomeScript script;
  private final Machine machine;
  private final List<String> sessionCommand;
  private final StartThreads threads = new StartThreads();

  ChildSpawner(HomeScript script, Machine machine, List<String> sessionCommand) {
    this.script = script;
    this.machine = machine;
    this.sessionCommand = sessionCommand;
  }

  /** Starts the shell that runs the command. If it throws, nothing was started. */
  Process spawn(AttemptFiles files, UUID attemptId, ProcessSpec spec) throws ProcessStartException {
    ProgramLookup.checkDirectory(spec.workingDirectory());
    String program = ProgramLookup.find(spec).toString();
    prepare(files, spec);
    try {
      return threads.start(builder(files, attemptId, spec, program));
    } catch (IOException refused) {
      forget(files, refused);
      throw StartFailures.ofStart(refused, spec);
    } catch (IllegalArgumentException notPassable) {
      throw new ProcessStartException(
          Reason.OTHER, "The command or its environment cannot be passed on (" + notPassable.getMessage() + ").");
    }
  }

  /** Returns when no start is under way any more. */
  @Override
  public void close() {
    threads.close();
  }

  private void prepare(AttemptFiles files, ProcessSpec spec) throws ProcessStartException {
    try {
      files.writeMachine(machine);
      if (!spec.stdin().isEmpty()) {
        files.writeStdin(spec.stdin());
      }
    } catch (IOException error) {
      throw StartFailures.ofFiles(error, files);
    }
  }

  private ProcessBuilder builder(AttemptFiles files, UUID attemptId, ProcessSpec spec, String program)
      throws IOException {
    var command = new ArrayList<>(sessionCommand);
    command.addAll(List.of(SHELL, script.present().toString(), files.directory().toString(), program));
    command.addAll(spec.command().subList(1, spec.command().size()));
    var builder = new ProcessBuilder(command)
        .directory(spec.workingDirectory().toFile())
        .redirectInput(Redirect.from(spec.stdin().isEmpty() ? NOTHING : files.stdin().toFile()))
        .redirectOutput(Redirect.appendTo(files.stdout().toFile()))
        .redirectError(Redirect.appendTo(files.stderr().toFile()));
    var environment = builder.environment();
    environment.clear();
    environment.putAll(spec.environment());
    environment.put(AttemptProcesses.TOKEN_VARIABLE, attemptId.toString());
    return builder;
  }

  private static void forget(AttemptFiles files, IOException refused) {
    try {
      files.deleteStdin();
    } catch (IOException alsoRefused) {
      refused.addSuppressed(alsoRefused);
    }
  }
}
