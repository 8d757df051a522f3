package dev.claudeworker.spi.testkit.storage;

import static dev.claudeworker.spi.testkit.NewTasks.aTask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.spi.ErrorCategory;
import dev.claudeworker.spi.ErrorCode;
import dev.claudeworker.spi.JsonValue;
import dev.claudeworker.spi.JsonValue.JsonArray;
import dev.claudeworker.spi.JsonValue.JsonBoolean;
import dev.claudeworker.spi.JsonValue.JsonNull;
import dev.claudeworker.spi.JsonValue.JsonNumber;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.storage.ClaimedTask;
import dev.claudeworker.spi.task.AttemptStatus;
import dev.claudeworker.spi.task.Failure;
import dev.claudeworker.spi.task.Priority;
import dev.claudeworker.spi.task.RetryRules;
import dev.claudeworker.spi.task.RetryRules.Backoff;
import dev.claudeworker.spi.task.Task;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.task.TaskInput;
import dev.claudeworker.spi.task.TaskOrigin;
import dev.claudeworker.spi.task.TaskPlace;
import dev.claudeworker.spi.task.TaskResult;
import dev.claudeworker.spi.task.TaskSettings;
import dev.claudeworker.spi.task.TaskSpec;
import dev.claudeworker.spi.task.TaskState;
import dev.claudeworker.spi.task.TaskStatus;
import dev.claudeworker.spi.task.TaskTimes;
import dev.claudeworker.spi.task.Usage;
import dev.claudeworker.spi.task.WaitReason;
import dev.claudeworker.spi.testkit.Claims;
import dev.claudeworker.spi.testkit.Finishes;
import dev.claudeworker.spi.testkit.Moves;
import dev.claudeworker.spi.testkit.NewTasks;
import dev.claudeworker.spi.testkit.SettableClock;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is stored comes back as it was: every field, any text, any size, times to the microsecond. */
public abstract class TaskStoreContract extends StorageConcern {

  /** Four bytes in UTF-8, two characters in Java; and what breaks naive quoting, trimming and line handling. */
  private static final String ODD_TEXT =
      " \uD83D\uDE80 \uD840\uDC00 e\u0301 \u00DF \u202E '\"\\%_;--$1 ?{} \r\n\t\u0001\u001B[31m\u2028end ";

  private static final Instant EXACT = Instant.parse("2026-03-04T05:06:07.000001Z");

  /** For subclasses. */
  protected TaskStoreContract() {}

  @Test
  final void severalTasksAreFoundInTheOrderOfTheirNumbers() {
    List<TaskId> ids = new ArrayList<>();
    for (int index = 0; index < 450; index++) {
      ids.add(store().submit(aTask().label("n", "" + index)));
    }
    TaskId missing = new TaskId(ids.getLast().value() + 1);
    List<TaskId> asked = new ArrayList<>(List.of(missing));
    asked.addAll(ids.reversed());

    assertThat(store().storage().find(asked)).extracting(Task::id).containsExactlyElementsOf(ids);
    assertThat(store().storage().find(asked).getLast().settings().labels()).containsEntry("n", "449");
    assertThat(store().storage().find(List.of())).isEmpty();
  }

  @Test
  final void aTaskComesBackAsItWasSubmitted() {
    NewTasks builder = everythingSet();
    TaskSpec spec = builder.spec();

    TaskId id = store().submit(builder);

    Task task = store().task(id);
    assertThat(task.id()).isEqualTo(id);
    assertThat(task.version()).isPositive();
    assertThat(task.promptPreview()).isEqualTo("prompt");
    assertThat(task.settings())
        .usingRecursiveComparison()
        .withComparatorForType(BigDecimal::compareTo, BigDecimal.class)
        .isEqualTo(spec.settings());
    assertThat(store().storage().input(id)).contains(spec.input());
  }

  @Test
  final void aTaskBeginsWithNothingDone() {
    TaskId id = store().submit(aTask().claimOrder(-5).at(EXACT));

    Task task = store().task(id);
    assertThat(task.state())
        .isEqualTo(
            new TaskState(
                TaskStatus.PENDING,
                Optional.empty(),
                -5,
                0,
                0,
                0,
                0,
                false,
                Optional.empty(),
                Optional.empty(),
                Usage.NONE,
                Optional.empty(),
                Optional.empty()));
    assertThat(task.place()).isEqualTo(TaskPlace.ALONE);
    assertThat(task.times()).isEqualTo(new TaskTimes(EXACT, Optional.empty(), Optional.empty(), Optional.empty()));
    assertThat(store().storage().attempts(id)).isEmpty();
    assertThat(store().storage().result(id)).isEmpty();
  }

  @Test
  final void aTaskWithoutOptionalPartsComesBackWithoutThem() {
    TaskSettings settings = store().task(store().submit()).settings();

    assertThat(settings.name()).isEmpty();
    assertThat(settings.model()).isEmpty();
    assertThat(settings.maxCostUsd()).isEmpty();
    assertThat(settings.labels()).isEmpty();
    assertThat(settings.executorOptions()).isEqualTo(JsonObject.EMPTY);
    assertThat(settings.origin().parentTask()).isEmpty();
    assertThat(settings.origin().traceparent()).isEmpty();
  }

  @Test
  final void waitReasonAndDueTimeComeBack() {
    JsonObject details = JsonObject.EMPTY.with("upstream", 7).with("words", ODD_TEXT);
    WaitReason reason = new WaitReason("a_plugins_own_word", Optional.of(EXACT), details);

    TaskId known = store().submit(aTask().waiting(reason));
    TaskId delayed = store().submit(aTask().delayedUntil(EXACT.plusMillis(1)));

    assertThat(store().task(known).state().waitReason()).contains(reason);
    assertThat(store().task(known).times().due()).isEmpty();
    assertThat(store().task(delayed).times().due()).contains(EXACT.plusMillis(1));
  }

  @Test
  final void timesAreExactToTheMicrosecond() {
    TaskId id = store().submit(aTask().at(EXACT));
    ClaimedTask claimed = store().claim(Claims.by("s").at(EXACT.plusNanos(1_000))).get(0);
    store().applied(
        Finishes.of(
            claimed,
            AttemptStatus.COMPLETED,
            Moves.of(claimed.task()).completed("done").at(EXACT.plusNanos(999_000)).build()));

    Instant started = EXACT.plusNanos(1_000);
    Instant ended = EXACT.plusNanos(999_000);
    assertThat(claimed.task().times().started()).contains(started);
    assertThat(claimed.attempt().started()).isEqualTo(started);
    assertThat(store().task(id).times())
        .isEqualTo(new TaskTimes(EXACT, Optional.empty(), Optional.of(started), Optional.of(ended)));
    assertThat(store().storage().attempts(id).get(0).started()).isEqualTo(started);
    assertThat(store().storage().attempts(id).get(0).ended()).contains(ended);
    assertThat(store().events(id).get(2).at()).isEqualTo(ended);
  }

  @Test
  final void timesFarAwayComeBack() {
    Instant past = Instant.parse("1970-01-01T00:00:00.000001Z");
    Instant future = Instant.parse("9999-12-31T23:59:59.999999Z");
    TaskId id = store().submit(aTask().at(past).delayedUntil(future));

    assertThat(store().task(id).times().created()).isEqualTo(past);
    assertThat(store().task(id).times().due()).contains(future);
  }

  @Test
  final void anyTextComesBack() {
    NewTasks builder =
        aTask()
            .prompt(ODD_TEXT)
            .systemPrompt(ODD_TEXT)
            .name(ODD_TEXT)
            .model(ODD_TEXT)
            .label(ODD_TEXT, ODD_TEXT)
            .environment(Map.of("NAME", ODD_TEXT))
            .options(JsonObject.EMPTY.with(ODD_TEXT, ODD_TEXT));

    TaskId id = store().submit(builder);

    assertThat(store().task(id).settings()).isEqualTo(builder.spec().settings());
    assertThat(store().storage().input(id)).contains(builder.spec().input());
    assertThat(store().task(id).promptPreview()).isEqualTo(ODD_TEXT);
  }

  @Test
  final void anEmptyTextIsNotAnAbsentOne() {
    TaskId id = store().submit(aTask().name("").systemPrompt("").model("").label("key", ""));

    assertThat(store().task(id).settings().name()).contains("");
    assertThat(store().task(id).settings().model()).contains("");
    assertThat(store().task(id).settings().labels()).containsExactly(Map.entry("key", ""));
    assertThat(store().storage().input(id).orElseThrow().systemPrompt()).contains("");
  }

  @Test
  final void largeTextsComeBackWhole() {
    for (int characters : List.of(1, 4_000, 70_000, 10 * 1024 * 1024)) {
      String text = "x\uD83D\uDE80".repeat(characters / 3 + 1);
      TaskId id = store().submit(aTask().prompt(text));
      store().applied(Finishes.completed(store().claim(), text));

      assertThat(store().storage().input(id).map(TaskInput::prompt).filter(text::equals))
          .as("prompt of %s characters", text.length())
          .isPresent();
      assertThat(store().storage().result(id).map(TaskResult::text).filter(text::equals))
          .as("result of %s characters", text.length())
          .isPresent();
      assertThat(store().task(id).state().result().orElseThrow().textLength()).isEqualTo(text.length());
    }
  }

  @Test
  final void previewsNeverCutACharacterInHalf() {
    String text = "x" + "\uD83D\uDE80".repeat(500);
    TaskId id = store().submit(aTask().prompt(text));
    store().applied(Finishes.completed(store().claim(), text));

    Task task = store().task(id);
    assertThat(task.promptPreview()).isEqualTo(text.substring(0, Task.PREVIEW_LENGTH - 1));
    assertThat(task.state().result()).contains(new TaskResult(text, 0, JsonObject.EMPTY).summary());
  }

  @Test
  final void resultAndUsageComeBack() {
    TaskResult result = new TaskResult(ODD_TEXT, 3, someJson());
    Usage usage = new Usage(1, 2, 3, 4, 5, 6_000_000_000L, Duration.ofMillis(7_001), 8L << 40);
    TaskId id = store().submit();
    ClaimedTask claimed = store().claim();
    store().applied(
        Finishes.of(
            claimed,
            AttemptStatus.COMPLETED,
            Moves.of(claimed.task()).completed(result).build(),
            usage,
            List.of()));

    assertThat(store().storage().result(id)).contains(result);
    assertThat(store().task(id).state().result()).contains(result.summary());
    assertThat(store().task(id).state().usage()).isEqualTo(usage);
    assertThat(store().storage().attempts(id).get(0).usage()).isEqualTo(usage);
  }

  @Test
  final void anEmptyResultIsAResult() {
    TaskId id = store().submit();
    store().applied(Finishes.completed(store().claim(), ""));

    assertThat(store().storage().result(id)).contains(new TaskResult("", 0, JsonObject.EMPTY));
  }

  @Test
  final void aFailureComesBackWithCodeAndDetails() {
    ErrorCode code = new ErrorCode("a_plugins_own_code", ErrorCategory.RESOURCES, true);
    Failure failure = new Failure(code, ODD_TEXT.repeat(50), ODD_TEXT, someJson());
    TaskId id = store().submit();
    ClaimedTask claimed = store().claim();
    store().applied(
        Finishes.of(claimed, AttemptStatus.FAILED, Moves.of(claimed.task()).failed(failure).build()));

    assertThat(store().task(id).state().failure()).contains(failure);
    assertThat(store().storage().attempts(id).get(0).failure()).contains(failure);
    assertThat(store().storage().attempts(id).get(0).counted()).isTrue();
  }

  @Test
  final void whatIsNotThereIsEmpty() {
    TaskId unknown = new TaskId(4711);

    assertThat(store().storage().find(unknown)).isEmpty();
    assertThat(store().storage().input(unknown)).isEmpty();
    assertThat(store().storage().result(unknown)).isEmpty();
    assertThat(store().storage().attempts(unknown)).isEmpty();
  }

  private static NewTasks everythingSet() {
    return aTask()
        .prompt("prompt")
        .systemPrompt("system prompt")
        .environment(Map.of("PATH", "/bin", "LANG", "C.UTF-8"))
        .name("name")
        .executor("some-executor")
        .account("some-account")
        .options(someJson())
        .model("model")
        .workingDirectory(Path.of("/work/some place"))
        .priority(Priority.HIGH)
        .timeout(Duration.ofMillis(1_234_567))
        .maxCostUsd(new BigDecimal("12.345678"))
        .initialDelay(Duration.ofMillis(3_600_001))
        .retry(
            new RetryRules(
                7, 9, Backoff.FIBONACCI, Duration.ofMillis(1_500), Duration.ofMillis(90_001), 2.5, 0.125))
        .label("one", "1")
        .label("two", "2")
        .origin(
            new TaskOrigin("somebody", "rest", "correlation-1", Optional.of(new TaskId(1)), Optional.of("00-ab-cd-01")))
        .at(SettableClock.START);
  }

  private static JsonObject someJson() {
    return JsonObject.EMPTY
        .with("text", ODD_TEXT)
        .with("whole", Long.MAX_VALUE)
        .with("exact", new JsonNumber(new BigDecimal("0.1000000000000000000000001")))
        .with("yes", new JsonBoolean(true))
        .with("nothing", new JsonNull())
        .with("list",
            new JsonArray(List.<JsonValue>of(JsonNumber.of(1), JsonObject.EMPTY, JsonArray.ofTexts(List.of("a")))))
        .with("object", JsonObject.EMPTY.with("inner", ""));
  }
}
