package dev.claudeworker.plugin.mcptools;

import dev.claudeworker.spi.ErrorCode;
import dev.claudeworker.spi.JsonCodec;
import dev.claudeworker.spi.JsonValue;
import dev.claudeworker.spi.JsonValue.JsonArray;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.WorkerException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Tasks that agents gather one by one and submit as a whole. Each group is a file in the home directory, written anew as a
 * whole, so that it survives a restart and is never seen half. Safe for use from any thread.
 */
final class StagedGroups {

  private static final ErrorCode UNREADABLE = ErrorCode.internal("staged_group");
  private static final String NAME = "[A-Za-z0-9_-]{1,100}";
  private static final String SUFFIX = ".json";

  /** What was submitted, for the case that the same call comes again because its answer was lost. */
  private static final String SUBMITTED = ".submitted";

  private final Path folder;
  private final JsonCodec json;
  private final int maxGroups;

  StagedGroups(Path home, JsonCodec json, int maxGroups) {
    this.folder = home.resolve("mcp").resolve("groups");
    this.json = json;
    this.maxGroups = maxGroups;
  }

  /** Adds a task to a group, or replaces the one of the same identifier; answers how many there are. */
  synchronized int stage(String group, JsonObject task) {
    List<JsonValue> tasks = new ArrayList<>(read(group).map(JsonArray::items).orElse(List.of()));
    if (tasks.isEmpty() && count() >= maxGroups) {
      throw new ToolRefusal(
          "There are already " + maxGroups + " staged groups (plugins.mcp-tools.max_groups). Submit one"
              + " with submit_orchestration first.");
    }
    tasks.removeIf(other -> other instanceof JsonObject staged && staged.text("identifier")
        .equals(task.text("identifier")));
    tasks.add(task);
    write(file(group), new JsonArray(tasks));
    return tasks.size();
  }

  /** The tasks of a group; empty if nothing is staged under this name. */
  synchronized Optional<JsonArray> read(String group) {
    Path file = file(group);
    try {
      return Files.exists(file) && json.parse(Files.readString(file)) instanceof JsonArray tasks
          ? Optional.of(tasks)
          : Optional.empty();
    } catch (IOException | RuntimeException unreadable) {
      throw new WorkerException(UNREADABLE,
          "the staged group in " + file + " cannot be read: " + unreadable.getMessage(),
          "Remove the file and stage the tasks again.", unreadable);
    }
  }

  /** The tasks of a group that this very call submitted before; empty if it did not. */
  synchronized Optional<JsonArray> submitted(String group, Optional<String> call) {
    Path file = submittedFile(group);
    try {
      return call.isPresent() && Files.exists(file) && json.parse(Files.readString(file)) instanceof JsonObject before
          && before.text("call").equals(call) && before.get("tasks").orElse(before) instanceof JsonArray tasks
              ? Optional.of(tasks)
              : Optional.empty();
    } catch (IOException | RuntimeException unreadable) {
      return Optional.empty();
    }
  }

  /** A group was submitted: nothing is staged under its name any more. */
  synchronized void submit(String group, JsonArray tasks, Optional<String> call) {
    try {
      if (call.isPresent()) {
        write(submittedFile(group), JsonObject.EMPTY.with("call", call.get()).with("tasks", tasks));
        keepOnlyTheNewest();
      }
      Files.deleteIfExists(file(group));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** As many as groups may be staged. */
  private void keepOnlyTheNewest() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> oldestLast = files.filter(file -> file.toString().endsWith(SUBMITTED))
          .sorted(Comparator.comparing((Path file) -> file.toFile().lastModified()).reversed())
          .toList();
      for (Path old : oldestLast.subList(Math.min(maxGroups, oldestLast.size()), oldestLast.size())) {
        Files.deleteIfExists(old);
      }
    }
  }

  private Path submittedFile(String group) {
    return file(group).resolveSibling(group + SUBMITTED);
  }

  private Path file(String group) {
    if (!group.matches(NAME)) {
      throw new ToolRefusal("'orchestration_group' must be 1 to 100 of A-Za-z0-9_-.");
    }
    return folder.resolve(group + SUFFIX);
  }

  private int count() {
    try (Stream<Path> files = Files.exists(folder) ? Files.list(folder) : Stream.empty()) {
      return (int) files.filter(file -> file.toString().endsWith(SUFFIX)).count();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private void write(Path file, JsonValue content) {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.createDirectories(folder);
      Files.writeString(fresh, json.print(content));
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
