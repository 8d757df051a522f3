package {{package}};

import dev.claudeworker.spi.ErrorCode;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.executor.AttemptContext;
import dev.claudeworker.spi.executor.ChildExit;
import dev.claudeworker.spi.executor.ChildProcess;
import dev.claudeworker.spi.executor.ProcessSpec;
import dev.claudeworker.spi.executor.ProcessStartException;
import dev.claudeworker.spi.executor.TaskExecutor;
import dev.claudeworker.spi.task.AttemptOutcome;
import dev.claudeworker.spi.task.Failure;
import dev.claudeworker.spi.task.Progress;
import dev.claudeworker.spi.task.TaskResult;
import dev.claudeworker.spi.task.Usage;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.InterruptedIOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** Runs the prompt as a script in a child process that outlives the server; the last line of its output is the result. */
final class {{class}}Executor implements TaskExecutor {

  private static final ErrorCode FAILED = ErrorCode.user("script_failed");

  /** Longer lines are cut: output may be a flood on one line. */
  private static final int LONGEST_LINE = 200;

  private final String shell;

  {{class}}Executor(String shell) {
    this.shell = shell;
  }

  @Override
  public AttemptOutcome execute(AttemptContext context) throws InterruptedException {
    try {
      ChildProcess child = context.process(new ProcessSpec(
          List.of(shell, "-s"), context.task().settings().workingDirectory(), context.environment(),
          context.input().prompt(), Duration.ZERO));
      String last = follow(context, child);
      return outcome(child.waitFor(), last);
    } catch (ProcessStartException refused) {
      return failed(String.valueOf(refused.getMessage()), "Check the key 'shell' of this plugin.");
    } catch (InterruptedIOException ended) {
      InterruptedException interrupted = new InterruptedException("the attempt is to end");
      interrupted.initCause(ended);
      throw interrupted;
    } catch (IOException broken) {
      return failed("its output cannot be read: " + broken.getMessage(), "Check the disk of the server.");
    }
  }

  private static String follow(AttemptContext context, ChildProcess child) throws IOException, InterruptedException {
    String last = "";
    StringBuilder line = new StringBuilder();
    try (Reader output = new InputStreamReader(child.stdout(), StandardCharsets.UTF_8)) {
      char[] buffer = new char[8192];
      for (int count = output.read(buffer); count >= 0; count = output.read(buffer)) {
        for (int index = 0; index < count; index++) {
          if (buffer[index] == '\n') {
            last = tell(context, line.toString());
            line.setLength(0);
          } else if (line.length() < LONGEST_LINE) {
            line.append(buffer[index]);
          }
        }
      }
    }
    return line.isEmpty() ? last : tell(context, line.toString());
  }

  private static String tell(AttemptContext context, String line) {
    context.log().detail(line);
    context.progress(new Progress(line, Usage.NONE));
    return line;
  }

  private static AttemptOutcome outcome(ChildExit exit, String last) {
    if (exit.endedBy().isPresent()) {
      return new AttemptOutcome.Cancelled("ended: " + exit.endedBy().get(), Usage.NONE);
    }
    return exit.code().orElse(-1) == 0
        ? new AttemptOutcome.Completed(new TaskResult(last, 0, JsonObject.EMPTY), Usage.NONE)
        : failed("the script ended with code " + exit.code().orElse(-1), "See its output with 'claude-worker logs'.");
  }

  private static AttemptOutcome failed(String message, String suggestion) {
    return new AttemptOutcome.Failed(new Failure(FAILED, message, suggestion, JsonObject.EMPTY), Usage.NONE);
  }

  /** A child that outlived the server is found again by execute. */
  @Override
  public boolean reattachable() {
    return true;
  }
}
