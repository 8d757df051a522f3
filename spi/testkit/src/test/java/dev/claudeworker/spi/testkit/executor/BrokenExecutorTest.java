package dev.claudeworker.spi.testkit.executor;

import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.executor.AttemptContext;
import dev.claudeworker.spi.executor.ChildExit;
import dev.claudeworker.spi.executor.ChildProcess;
import dev.claudeworker.spi.executor.EndCause;
import dev.claudeworker.spi.executor.ProcessSpec;
import dev.claudeworker.spi.executor.ProcessStartException;
import dev.claudeworker.spi.executor.TaskExecutor;
import dev.claudeworker.spi.task.AttemptOutcome;
import dev.claudeworker.spi.task.TaskResult;
import dev.claudeworker.spi.task.TaskSettings;
import dev.claudeworker.spi.task.Usage;
import dev.claudeworker.spi.testkit.FailingContract;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
final class BrokenExecutorTest {

  private record BrokenExecutor(String name, Supplier<TaskExecutor> executor, String test) {}

  @TestFactory
  Stream<DynamicTest> everyBrokenPromiseIsNoticed() {
    return Stream.of(
        new BrokenExecutor("calls everything completed", AlwaysCompleted::new, "cancelledWorkReturnsAndIsNotCompleted"),
        new BrokenExecutor("calls everything completed", AlwaysCompleted::new, "timedOutWorkReturnsAndIsNotCompleted"),
        new BrokenExecutor("calls everything completed", AlwaysCompleted::new, "failedWorkSaysWhyAndWhatNext"),
        new BrokenExecutor("never returns", NeverReturns::new, "cancelledWorkReturnsAndIsNotCompleted"),
        new BrokenExecutor("takes an interruption for an end", EndsWhenInterrupted::new,
            "interruptedWorkStopsAtOnceAndLeavesItsChild"),
        new BrokenExecutor("ends its child when interrupted", KillsWhenInterrupted::new,
            "interruptedWorkStopsAtOnceAndLeavesItsChild"),
        new BrokenExecutor("logs what is different every time", LogsRandomly::new,
            "endedWorkExecutedAgainYieldsTheSame"),
        new BrokenExecutor("logs that it adopted", LogsAdoption::new, "runningWorkIsAdoptedWithTheSameLines"),
        new BrokenExecutor("reports whole lines", LongLines::new, "aFloodOfOutputIsTakenInAndBounded"),
        new BrokenExecutor("hands the prompt over as an argument", PromptAsArgument::new,
            "promptsAndSecretsAreNeitherArgumentsNorLogged"),
        new BrokenExecutor("logs the environment", LogsEnvironment::new,
            "promptsAndSecretsAreNeitherArgumentsNorLogged"),
        new BrokenExecutor("throws when the child cannot start", ThrowsAtStart::new,
            "aChildThatCannotStartIsAnOutcomeNotAThrow"),
        new BrokenExecutor("fails without a word", SilentFailure::new, "aChildThatCannotStartIsAnOutcomeNotAThrow"),
        new BrokenExecutor("saves its reference too late", SavesLate::new,
            "whatIsToBeContinuedIsSavedBeforeTheChildStarts"),
        new BrokenExecutor("has children but cannot adopt them", NotReattachable::new,
            "endedWorkExecutedAgainYieldsTheSame"),
        new BrokenExecutor("names another account every time", RandomAccount::new,
            "accountsAndDefaultsAreShortAndStable"))
        .map(broken -> DynamicTest.dynamicTest(broken.name() + " is noticed by " + broken.test(),
            () -> FailingContract.isNoticed(BrokenExecutorRun.class, broken.test(), BrokenExecutorRun.EXECUTOR,
                broken.executor())));
  }

  private static final class AlwaysCompleted extends ScriptExecutor {
    @Override
    AttemptOutcome judge(AttemptContext context, ChildExit exit, String last) {
      return new AttemptOutcome.Completed(
          new TaskResult(last, 0, JsonObject.EMPTY), Usage.NONE);
    }
  }

  private static final class NeverReturns extends ScriptExecutor {
    @Override
    public AttemptOutcome execute(AttemptContext context) throws InterruptedException {
      super.execute(context);
      new CountDownLatch(1).await();
      throw new AssertionError("unreachable");
    }
  }

  private static final class EndsWhenInterrupted extends ScriptExecutor {
    @Override
    public AttemptOutcome execute(AttemptContext context) {
      try {
        return super.execute(context);
      } catch (InterruptedException stopped) {
        return new AttemptOutcome.Cancelled("interrupted", Usage.NONE);
      }
    }
  }

  private static final class KillsWhenInterrupted extends ScriptExecutor {
    @Override
    String read(AttemptContext context, ChildProcess child) throws IOException, InterruptedException {
      try {
        return super.read(context, child);
      } catch (InterruptedIOException stopped) {
        child.end(EndCause.EXECUTOR, Duration.ZERO);
        Thread.interrupted();
        child.waitFor();
        throw stopped;
      }
    }
  }

  private static final class LogsRandomly extends ScriptExecutor {
    @Override
    String shown(String line) {
      return line + " " + UUID.randomUUID();
    }
  }

  private static final class LogsAdoption extends ScriptExecutor {
    @Override
    String read(AttemptContext context, ChildProcess child) throws IOException, InterruptedException {
      if (child.adopted()) {
        context.log().summary("adopted");
      }
      return super.read(context, child);
    }
  }

  private static final class LongLines extends ScriptExecutor {
    @Override
    String shown(String line) {
      return line;
    }
  }

  private static final class PromptAsArgument extends ScriptExecutor {
    @Override
    ProcessSpec spec(AttemptContext context) {
      ProcessSpec spec = super.spec(context);
      return new ProcessSpec(
          List.of("/bin/sh", "-c", context.input().prompt()),
          spec.workingDirectory(),
          spec.environment(),
          "",
          spec.silenceTimeout());
    }
  }

  private static final class LogsEnvironment extends ScriptExecutor {
    @Override
    ProcessSpec spec(AttemptContext context) {
      context.log().detail("environment: " + context.environment());
      return super.spec(context);
    }
  }

  private static final class ThrowsAtStart extends ScriptExecutor {
    @Override
    AttemptOutcome notStarted(ProcessStartException refused) {
      throw new IllegalStateException(refused);
    }
  }

  private static final class SilentFailure extends ScriptExecutor {
    @Override
    AttemptOutcome notStarted(ProcessStartException refused) {
      return failed("");
    }
  }

  private static final class SavesLate extends ScriptExecutor {
    @Override
    String read(AttemptContext context, ChildProcess child) throws IOException, InterruptedException {
      context.saveResumeReference("known only now");
      return super.read(context, child);
    }
  }

  private static final class NotReattachable extends ScriptExecutor {
    @Override
    public boolean reattachable() {
      return false;
    }
  }

  private static final class RandomAccount extends ScriptExecutor {
    @Override
    public String account(TaskSettings settings) {
      return UUID.randomUUID().toString();
    }
  }
}
