package dev.claudeworker.spi.testkit.broken;

import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.storage.Storage;
import dev.claudeworker.spi.task.Task;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.task.TaskInput;
import dev.claudeworker.spi.task.TaskResult;
import dev.claudeworker.spi.task.TaskTimes;
import dev.claudeworker.spi.testkit.ForwardingStorage;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Values that do not come back as they were. */
final class BrokenTexts {

  private static final int NARROW_COLUMN = 65_535;

  private BrokenTexts() {}

  static List<BrokenStorage> all() {
    return List.of(
        broken("keeps times to the millisecond", BrokenTexts::dropsPrecision, "timesAreExactToTheMicrosecond"),
        broken("keeps three bytes of a character", texts(text -> text.replaceAll("[^\u0000-\uFFFF]", "?")),
            "anyTextComesBack"),
        broken("trims texts", texts(String::strip), "anyTextComesBack"),
        broken("makes line ends alike", texts(text -> text.replace("\r\n", "\n")), "anyTextComesBack"),
        broken("cuts long texts", texts(BrokenTexts::cut), "largeTextsComeBackWhole"),
        broken("takes empty texts for absent ones", BrokenTexts::emptyIsAbsent, "anEmptyTextIsNotAnAbsentOne"),
        broken("cuts previews in the middle of a character", BrokenTexts::halfCharacters,
            "previewsNeverCutACharacterInHalf"),
        broken("drops the details of a result", BrokenTexts::dropsDetails, "resultAndUsageComeBack"));
  }

  private static BrokenStorage broken(String name, UnaryOperator<Storage> wrap, String test) {
    return new BrokenStorage(name, wrap, "Tasks", test);
  }

  private static String cut(String text) {
    return text.substring(0, Math.min(NARROW_COLUMN, text.length()));
  }

  private static UnaryOperator<Storage> texts(UnaryOperator<String> change) {
    return inputs(
        input -> new TaskInput(change.apply(input.prompt()), input.systemPrompt().map(change), input.environment()));
  }

  private static Storage emptyIsAbsent(Storage storage) {
    return inputs(input -> new TaskInput(
        input.prompt(), input.systemPrompt().filter(text -> !text.isEmpty()), input.environment()))
        .apply(storage);
  }

  private static UnaryOperator<Storage> inputs(UnaryOperator<TaskInput> change) {
    return storage -> new ForwardingStorage(storage) {
      @Override
      public Optional<TaskInput> input(TaskId id) {
        return super.input(id).map(change);
      }
    };
  }

  private static Storage dropsPrecision(Storage storage) {
    UnaryOperator<Instant> millis = at -> at.truncatedTo(ChronoUnit.MILLIS);
    return tasks(storage, task -> {
      TaskTimes times = task.times();
      TaskTimes coarse = new TaskTimes(
          millis.apply(times.created()), times.due().map(millis), times.started().map(millis),
          times.ended().map(millis));
      return new Task(
          task.id(),
          task.uuid(),
          task.version(),
          task.promptPreview(),
          task.settings(),
          task.state(),
          task.place(),
          coarse);
    });
  }

  private static Storage halfCharacters(Storage storage) {
    return tasks(storage, task -> new Task(
        task.id(),
        task.uuid(),
        task.version(),
        storage.input(task.id()).orElseThrow().prompt().substring(0, Task.PREVIEW_LENGTH),
        task.settings(),
        task.state(),
        task.place(),
        task.times()));
  }

  private static Storage tasks(Storage storage, UnaryOperator<Task> change) {
    return new ForwardingStorage(storage) {
      @Override
      public Optional<Task> find(TaskId id) {
        return super.find(id).map(change);
      }
    };
  }

  private static Storage dropsDetails(Storage storage) {
    return new ForwardingStorage(storage) {
      @Override
      public Optional<TaskResult> result(TaskId id) {
        return super.result(id)
            .map(result -> new TaskResult(
                result.text(), result.deniedToolCalls(), JsonObject.EMPTY));
      }
    };
  }
}
