package dev.claudeworker.http;

import dev.claudeworker.queue.Requester;
import dev.claudeworker.security.Caller;
import dev.claudeworker.spi.task.TaskId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A request as handlers see it.
 *
 * @param method the HTTP method
 * @param path the path
 * @param pathParameters the parameters of the path
 * @param query the query's parameters with all their values
 * @param headers gives all values of a header
 * @param body the body, empty if there was none
 * @param caller who sent it
 * @param correlationId ties it to log lines and events
 * @param acting the task on whose behalf it is, once it was let in
 */
public record Request(
    String method,
    String path,
    Map<String, String> pathParameters,
    Map<String, List<String>> query,
    Function<String, List<String>> headers,
    byte[] body,
    Caller caller,
    String correlationId,
    Optional<ActingTask> acting) {

  /** As it comes in. */
  Request(
      String method,
      String path,
      Map<String, String> pathParameters,
      Map<String, List<String>> query,
      Function<String, List<String>> headers,
      byte[] body,
      Caller caller,
      String correlationId) {
    this(method, path, pathParameters, query, headers, body, caller, correlationId, Optional.empty());
  }

  /** The same on behalf of a task. */
  Request actingFor(ActingTask task) {
    return new Request(
        method, path, pathParameters, query, headers, body, caller, correlationId, Optional.of(task));
  }

  /** The same with another query. */
  Request withQuery(Map<String, List<String>> other) {
    return new Request(method, path, pathParameters, other, headers, body, caller, correlationId, acting);
  }

  /** What the number of a task looks like. */
  static final String TASK_ID = "0*[1-9][0-9]{0,17}";

  /**
   * A header.
   *
   * @param name its name
   * @return its first value
   */
  public Optional<String> header(String name) {
    return headers.apply(name).stream().findFirst();
  }

  /**
   * The task that the path names.
   *
   * @return its id
   * @throws ProblemException if it is not a number from 1
   */
  public TaskId taskId() {
    String text = Optional.ofNullable(pathParameters.get("id")).orElse("");
    if (!text.matches(TASK_ID)) {
      throw new ProblemException(Problem.of(400, "invalid_task_id", "A task id is a whole number from 1.",
          "Use a number that GET " + Route.BASE + "/tasks lists."));
    }
    return new TaskId(Long.parseLong(text));
  }

  /**
   * Who asks, in the words of the queue.
   *
   * @return caller and correlation id
   */
  public Requester requester() {
    return new Requester(caller.name(), correlationId);
  }
}
