package dev.claudeworker.spi.testkit.tool;

import dev.claudeworker.spi.JsonValue;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.tool.WorkerApi;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The server's interface as a test writes it. Safe for use from any thread. */
public final class ScriptedApi implements WorkerApi {

  private static final int OK = 200;
  private static final int NOT_FOUND = 404;

  private final Map<String, Answer> answers = new ConcurrentHashMap<>();

  /** Guarded by this. */
  private final List<Request> requests = new ArrayList<>();

  /** An interface where nothing is found. */
  public ScriptedApi() {}

  /**
   * Says what a request is answered with from now on.
   *
   * @param request method and path, for example {@code GET /api/v1/tasks/7}
   * @param document the document, with status 200
   * @return this
   */
  public ScriptedApi answer(String request, JsonValue document) {
    return answer(request, OK, document);
  }

  /**
   * Says what a request is answered with from now on.
   *
   * @param request method and path
   * @param status the HTTP status
   * @param document the document
   * @return this
   */
  public ScriptedApi answer(String request, int status, JsonValue document) {
    answers.put(request, new Answer(status, document));
    return this;
  }

  /**
   * What was asked so far.
   *
   * @return the requests in order
   */
  public synchronized List<Request> requests() {
    return List.copyOf(requests);
  }

  @Override
  public Answer send(Request request) {
    synchronized (this) {
      requests.add(request);
    }
    String asked = request.method() + " " + request.path();
    Answer known = answers.get(asked);
    return known != null ? known
        : new Answer(NOT_FOUND, JsonObject.EMPTY.with("code", "not_found")
            .with("detail", "There is nothing at " + asked + ".")
            .with("suggestion", "Look elsewhere."));
  }
}
