package dev.claudeworker.worker;

import dev.claudeworker.attempt.AttemptDirectories;
import dev.claudeworker.dag.ResultReferences;
import dev.claudeworker.spi.ErrorCode;
import dev.claudeworker.spi.WorkerException;
import dev.claudeworker.spi.dag.OrchestrationId;
import dev.claudeworker.spi.storage.ClaimedTask;
import dev.claudeworker.spi.storage.Storage;
import dev.claudeworker.spi.storage.TaskDependencies.Edge;
import dev.claudeworker.spi.task.Attempt;
import dev.claudeworker.spi.task.Continuation;
import dev.claudeworker.spi.task.Task;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.task.TaskInput;
import dev.claudeworker.spi.task.TaskResult;
import dev.claudeworker.spi.task.TaskStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Hands a task of an orchestration what its upstream tasks produced, when its attempt starts. */
final class UpstreamResults {

  /** In the attempt's directory. */
  static final String FOLDER = "upstream";

  private static final ErrorCode NO_SESSION = ErrorCode.user("no_session_to_continue");

  private final Storage storage;
  private final AttemptDirectories directories;
  private final int maxReference;

  UpstreamResults(Storage storage, AttemptDirectories directories, int maxReference) {
    this.storage = storage;
    this.directories = directories;
    this.maxReference = maxReference;
  }

  /** The texts of a task with results in the place of references. */
  TaskInput fill(ClaimedTask claimed) {
    TaskInput input = claimed.input();
    Optional<OrchestrationId> orchestration = claimed.task().place().orchestration();
    Set<String> names = references(input);
    if (orchestration.isEmpty() || names.isEmpty()) {
      return input;
    }
    Map<String, TaskId> ids = storage.graphs().identifiers(orchestration.get(), names);
    return new TaskInput(
        fill(input.prompt(), ids, claimed), input.systemPrompt().map(text -> fill(text, ids, claimed)),
        input.environment());
  }

  private String fill(String text, Map<String, TaskId> ids, ClaimedTask claimed) {
    return ResultReferences.fill(
        text,
        name -> Optional.ofNullable(ids.get(name))
            .map(id -> result(name, id, claimed))
            .orElse("[task '" + name + "' does not exist any more]"));
  }

  private String result(String name, TaskId id, ClaimedTask claimed) {
    return storage.result(id)
        .map(TaskResult::text)
        .map(text -> bounded(text, file(claimed, name)))
        .orElseGet(
            () -> "[task '" + name + "' " + storage.find(id).map(UpstreamResults::ending).orElse("is gone") + "]");
  }

  private static String ending(Task task) {
    return "has no result, it is " + task.status().word()
        + task.state().failure().map(failure -> ": " + failure.message()).orElse("");
  }

  private String bounded(String text, Path file) {
    if (text.length() <= maxReference) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(maxReference - 1)) ? maxReference - 1 : maxReference;
    return text.substring(0, end) + "\n[cut after " + end + " of " + text.length()
        + " characters (orchestration.max_result_reference); the whole result is in " + file + "]";
  }

  private Path file(ClaimedTask claimed, String name) {
    return directories.attempt(claimed.task().id(), claimed.attempt().number()).resolve(FOLDER).resolve(name + ".txt");
  }

  private static Set<String> references(TaskInput input) {
    return Stream.concat(Stream.of(input.prompt()), input.systemPrompt().stream())
        .flatMap(text -> ResultReferences.in(text).stream())
        .flatMap(reference -> reference.identifier().stream())
        .collect(Collectors.toSet());
  }

  /**
   * What an attempt goes on with: its own session, else a fork of that of the upstream task that it continues. An adopted
   * one has begun already, so what has become of the other session does not matter to it.
   */
  Optional<Continuation> continuation(ClaimedTask claimed, boolean adopted) {
    Optional<TaskId> upstream = claimed.task().place().continueFrom();
    if (claimed.continuation().isPresent() || upstream.isEmpty()) {
      return claimed.continuation();
    }
    Optional<Continuation> fork = fork(upstream.get());
    if (fork.isEmpty() && !adopted) {
      throw noSession(claimed.task().id(), upstream.get());
    }
    return fork;
  }

  private Optional<Continuation> fork(TaskId upstream) {
    return storage.attempts(upstream)
        .reversed()
        .stream()
        .map(Attempt::resumeReference)
        .flatMap(Optional::stream)
        .findFirst()
        .map(reference -> new Continuation(reference, Optional.empty(), true));
  }

  private static WorkerException noSession(TaskId task, TaskId upstream) {
    return new WorkerException(
        NO_SESSION,
        "Task " + task + " continues the session of task " + upstream + " (continue_from), which left none.",
        "Remove continue_from, or let task " + upstream + " run with an executor that keeps sessions.");
  }

  /** Puts the whole results of all upstream tasks, direct or referred to, into files of the attempt's directory. */
  void write(ClaimedTask claimed, Path attemptDirectory) throws IOException {
    Task task = claimed.task();
    Path folder = attemptDirectory.resolve(FOLDER);
    if (task.place().orchestration().isEmpty() || task.place().dependsOn().isEmpty() || Files.exists(folder)) {
      return;
    }
    Map<String, TaskId> upstream =
        storage.graphs()
            .dependencies(task.id(), 1)
            .upstream()
            .stream()
            .filter(edge -> edge.identifier().isPresent() && edge.status() == TaskStatus.COMPLETED)
            .collect(Collectors.toMap(edge -> edge.identifier().orElseThrow(), Edge::task, (first, _) -> first));
    upstream.putAll(storage.graphs().identifiers(task.place().orchestration().get(), references(claimed.input())));
    Files.createDirectories(folder);
    for (var entry : upstream.entrySet()) {
      Optional<TaskResult> result = storage.result(entry.getValue());
      if (result.isPresent()) {
        Files.writeString(folder.resolve(entry.getKey() + ".txt"), result.get().text());
      }
    }
  }
}
