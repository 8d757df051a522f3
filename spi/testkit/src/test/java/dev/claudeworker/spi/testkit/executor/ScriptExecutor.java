package dev.claudeworker.spi.testkit.executor;

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
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** Runs the prompt as a shell script. Its steps can be overridden, to break them. */
class ScriptExecutor implements TaskExecutor {

  private static final int LONGEST_LINE = 200;

  @Override
  public AttemptOutcome execute(AttemptContext context) throws InterruptedException {
    try {
      context.saveResumeReference("script-" + context.attemptId());
      ChildProcess child = context.process(spec(context));
      String last = read(context, child);
      return judge(context, child.waitFor(), last);
    } catch (ProcessStartException refused) {
      return notStarted(refused);
    } catch (InterruptedIOException stopped) {
      throw interrupted(context, stopped);
    } catch (IOException broken) {
      return failed(broken.toString());
    }
  }

  ProcessSpec spec(AttemptContext context) {
    return new ProcessSpec(
        List.of("/bin/sh", "-s"),
        context.directory(),
        context.environment(),
        context.input().prompt(),
        Duration.ZERO);
  }

  String read(AttemptContext context, ChildProcess child) throws IOException, InterruptedException {
    String last = "";
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(child.stdout(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        last = shown(line);
        context.log().detail(last);
        context.progress(new Progress(last, Usage.NONE));
      }
    }
    return last;
  }

  String shown(String line) {
    return line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) : line;
  }

  AttemptOutcome judge(AttemptContext context, ChildExit exit, String last) {
    if (exit.endedBy().isPresent()) {
      return new AttemptOutcome.Cancelled("ended: " + exit.endedBy().get(), Usage.NONE);
    }
    return exit.code().orElse(-1) == 0
        ? new AttemptOutcome.Completed(new TaskResult(last, 0, JsonObject.EMPTY), Usage.NONE)
        : failed("the script ended with " + exit.code());
  }

  AttemptOutcome notStarted(ProcessStartException refused) {
    return failed(String.valueOf(refused.getMessage()));
  }

  InterruptedException interrupted(AttemptContext context, InterruptedIOException stopped) {
    InterruptedException interrupted = new InterruptedException("reading was interrupted");
    interrupted.initCause(stopped);
    return interrupted;
  }

  static AttemptOutcome failed(String message) {
    Failure failure =
        new Failure(ErrorCode.user("script_failed"), message, "mend the script", JsonObject.EMPTY);
    return new AttemptOutcome.Failed(failure, Usage.NONE);
  }

  @Override
  public boolean reattachable() {
    return true;
  }
}
