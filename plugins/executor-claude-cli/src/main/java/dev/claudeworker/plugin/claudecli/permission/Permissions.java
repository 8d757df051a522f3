package dev.claudeworker.plugin.claudecli.permission;

import dev.claudeworker.plugin.claudecli.stream.OneLine;
import dev.claudeworker.spi.JsonCodec;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.JsonValue.JsonString;
import dev.claudeworker.spi.executor.AttemptContext;
import dev.claudeworker.spi.task.Continuation;
import dev.claudeworker.spi.task.WaitCondition;
import dev.claudeworker.spi.task.WaitReason;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Permissions of one attempt of a task that asks for them. Used by one thread. */
public final class Permissions {

  private static final int LONGEST_CALL = 600;

  private final Path directory;
  private final JsonCodec json;
  private final PermissionHook hook;
  private final Permits granted;
  private final Optional<PermissionAnswer> answer;

  private Permissions(Path directory, JsonCodec json, Permits granted, Optional<PermissionAnswer> answer) {
    this.directory = directory;
    this.json = json;
    this.hook = new PermissionHook(directory, json);
    this.granted = granted;
    this.answer = answer;
  }

  /**
   * Reads what was allowed before. If the attempt before asked and a person answered, the answer counts from here on.
   *
   * @param context the attempt
   * @param json reads and prints what is kept
   * @return its permissions
   * @throws IOException if they cannot be read
   */
  public static Permissions of(AttemptContext context, JsonCodec json) throws IOException {
    PermissionRecord before = PermissionRecord.before(context.directory(), context.number(), json);
    Optional<PermissionAnswer> answer = before.asked().equals(Permits.NONE) ? Optional.empty()
        : context.continuation().flatMap(Continuation::text).map(PermissionAnswer::of);
    Permits granted = answer.filter(PermissionAnswer::allowed).isPresent() ? before.granted().plus(before.asked())
        : before.granted();
    return new Permissions(context.directory(), json, granted, answer);
  }

  /** What the model is told in place of the bare answer; empty if there was none. */
  public Optional<String> prompt() {
    return answer.map(PermissionAnswer::prompt);
  }

  /**
   * Prepares the attempt.
   *
   * @return settings for the program
   * @throws IOException if a file cannot be written
   */
  public Path install() throws IOException {
    if (PermissionRecord.read(directory, json).isEmpty()) {
      new PermissionRecord(granted, Permits.NONE).write(directory, json);
    }
    return hook.install(granted);
  }

  /**
   * What the run asked for; noted for the next attempt.
   *
   * @param mask hides secrets in what people see
   * @return what to wait for; empty if nothing was asked
   * @throws IOException if it cannot be read or noted
   */
  public Optional<WaitCondition> asked(UnaryOperator<String> mask) throws IOException {
    List<PermissionRequest> requests = hook.requests();
    if (requests.isEmpty()) {
      return Optional.empty();
    }
    Permits asked = requests.stream().map(PermissionRequest::permits).reduce(Permits.NONE, Permits::plus);
    new PermissionRecord(granted, asked).write(directory, json);
    return Optional.of(new WaitCondition(WaitReason.APPROVAL, Optional.empty(),
        JsonObject.EMPTY.with("question", mask.apply(question(requests, asked)))));
  }

  private String question(List<PermissionRequest> requests, Permits asked) {
    String calls = requests.stream().map(this::call).distinct().collect(Collectors.joining("; "));
    String more = Stream.concat(asked.rules().stream(), asked.directories().stream().map(path -> "changes in " + path))
        .collect(Collectors.joining(", "));
    return "Claude Code asks for permission: " + calls + ". Yes allows this task "
        + (more.isEmpty() ? "exactly that" : "that and from now on " + more) + "; no lets it go on without.";
  }

  private String call(PermissionRequest request) {
    List<JsonString> texts = Stream.of("command", "file_path", "url")
        .flatMap(name -> request.input().get(name).stream())
        .filter(JsonString.class::isInstance)
        .map(JsonString.class::cast)
        .toList();
    String what = texts.isEmpty() ? json.print(request.input()) : texts.getFirst().text();
    return request.tool() + " " + OneLine.of(what, LONGEST_CALL);
  }

  /**
   * Deletes what only the run needed.
   *
   * @throws IOException if something stays
   */
  public void delete() throws IOException {
    hook.delete();
  }
}
