package dev.claudeworker.spi.tool;

import dev.claudeworker.spi.Experimental;
import dev.claudeworker.spi.JsonValue;
import java.util.Map;
import java.util.Optional;

/**
 * The server's REST interface, called without a network. Paths, fields, checks and answers are those of {@code /openapi.json}.
 * Blocks; safe for use from any thread.
 */
@Experimental
public interface WorkerApi {

  /**
   * Sends a request and waits for the answer. A refusal is an answer too, with a problem document.
   *
   * @param request the request
   * @return the answer, never null
   * @throws InterruptedException if the thread was interrupted
   */
  Answer send(Request request) throws InterruptedException;

  /**
   * A request.
   *
   * @param method the HTTP method in capitals
   * @param path the path from its beginning, for example {@code /api/v1/tasks/7}
   * @param query parameters of the query
   * @param body the JSON document to send, if any
   * @param idempotencyKey creates what it asks for only once, if present
   */
  @Experimental
  record Request(
      String method,
      String path,
      Map<String, String> query,
      Optional<JsonValue> body,
      Optional<String> idempotencyKey) {

    /** Copies the parameters. */
    public Request {
      query = Map.copyOf(query);
    }

    /**
     * A look at something.
     *
     * @param path the path
     * @return the request
     */
    public static Request get(String path) {
      return new Request("GET", path, Map.of(), Optional.empty(), Optional.empty());
    }

    /**
     * A request with a document.
     *
     * @param path the path
     * @param body the document
     * @return the request
     */
    public static Request post(String path, JsonValue body) {
      return new Request("POST", path, Map.of(), Optional.of(body), Optional.empty());
    }

    /**
     * The removal of something.
     *
     * @param path the path
     * @return the request
     */
    public static Request delete(String path) {
      return new Request("DELETE", path, Map.of(), Optional.empty(), Optional.empty());
    }

    /**
     * The same request with parameters.
     *
     * @param parameters parameters of the query
     * @return the new request
     */
    public Request withQuery(Map<String, String> parameters) {
      return new Request(method, path, parameters, body, idempotencyKey);
    }

    /**
     * The same request, to be done once.
     *
     * @param key the key, if there is one
     * @return the new request
     */
    public Request once(Optional<String> key) {
      return new Request(method, path, query, body, key);
    }
  }

  /**
   * An answer.
   *
   * @param status the HTTP status
   * @param body the document; null as JSON if there is none
   */
  @Experimental
  record Answer(int status, JsonValue body) {

    /**
     * Whether the request was carried out.
     *
     * @return true for a status below 400
     */
    public boolean succeeded() {
      return status < 400;
    }
  }
}
