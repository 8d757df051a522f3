package dev.claudeworker.storage.sql.table;

import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.task.Failure;
import dev.claudeworker.spi.task.ResultSummary;
import dev.claudeworker.spi.task.Task;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.task.TaskSettings;
import dev.claudeworker.spi.task.TaskState;
import dev.claudeworker.spi.task.TaskStatus;
import dev.claudeworker.spi.task.Usage;
import dev.claudeworker.spi.task.WaitReason;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A task as parameters of its statements: one method per column.
 *
 * @param stored the task as it shall stand
 * @param formerVersion the version it must have before the write; 0 = it is new
 */
public record TaskRow(StoredTask stored, long formerVersion) {

  private Task task() {
    return stored.task();
  }

  private TaskState state() {
    return stored.task().state();
  }

  /** What the submitter chose; written once. */
  public SettingsRow settings() {
    return new SettingsRow(stored.task().settings(), stored.labelCount());
  }

  public long id() {
    return task().id().value();
  }

  public UUID uuid() {
    return task().uuid();
  }

  public long version() {
    return task().version();
  }

  public String promptPreview() {
    return task().promptPreview();
  }

  public int accountId() {
    return stored.accountId();
  }

  public int priority() {
    return task().settings().priority().value();
  }

  public TaskStatus status() {
    return state().status();
  }

  public @Nullable String waitCode() {
    return state().waitReason().map(WaitReason::code).orElse(null);
  }

  public @Nullable Instant waitUntil() {
    return state().waitReason().flatMap(WaitReason::until).orElse(null);
  }

  public @Nullable JsonObject waitDetails() {
    return state().waitReason().map(WaitReason::details).orElse(null);
  }

  public @Nullable Instant notBefore() {
    return task().times().due().orElse(null);
  }

  public long claimOrder() {
    return state().claimOrder();
  }

  public int attempts() {
    return state().attempts();
  }

  public int failuresCounted() {
    return state().failuresCounted();
  }

  public int lost() {
    return state().lost();
  }

  public int suspensions() {
    return state().suspensions();
  }

  public boolean cancelRequested() {
    return state().cancelRequested();
  }

  public @Nullable String resumeRef() {
    return state().resumeReference().orElse(null);
  }

  public boolean resumeText() {
    return stored.resumeText();
  }

  public Usage usage() {
    return state().usage();
  }

  public @Nullable Failure failure() {
    return state().failure().orElse(null);
  }

  public @Nullable String resultPreview() {
    return state().result().map(ResultSummary::preview).orElse(null);
  }

  public @Nullable Long resultLength() {
    return state().result().map(ResultSummary::textLength).orElse(null);
  }

  public @Nullable Integer deniedToolCalls() {
    return state().result().map(ResultSummary::deniedToolCalls).orElse(null);
  }

  public int upstreamCount() {
    return stored.upstreamCount();
  }

  public int unmet() {
    return task().place().unmet();
  }

  public @Nullable Long skipCause() {
    return task().place().skippedBecauseOf().map(TaskId::value).orElse(null);
  }

  public Instant createdAt() {
    return task().times().created();
  }

  public @Nullable Instant startedAt() {
    return task().times().started().orElse(null);
  }

  public @Nullable Instant endedAt() {
    return task().times().ended().orElse(null);
  }

  /** A task's settings as parameters: one method per column that is not a component of the settings themselves. */
  public record SettingsRow(TaskSettings chosen, int labelCount) {

    private static final int USD_SCALE = 6;

    public @Nullable String name() {
      return chosen.name().orElse(null);
    }

    public @Nullable String model() {
      return chosen.model().orElse(null);
    }

    public String workingDirectory() {
      return chosen.workingDirectory().toString();
    }

    /** Millionths; a finer amount is refused by an {@link ArithmeticException}. */
    public @Nullable Long maxCostMicros() {
      return chosen.maxCostUsd().map(usd -> usd.movePointRight(USD_SCALE).longValueExact()).orElse(null);
    }

    public @Nullable Long parentTaskId() {
      return chosen.origin().parentTask().map(TaskId::value).orElse(null);
    }

    public @Nullable String traceparent() {
      return chosen.origin().traceparent().orElse(null);
    }
  }
}
