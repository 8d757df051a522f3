package dev.claudeworker.http;

import dev.claudeworker.openapi.Endpoint;
import dev.claudeworker.openapi.Operation;

/**
 * One line of the table of routes.
 *
 * @param method the HTTP method
 * @param path the path, its parameters in braces: {@code /api/v1/tasks/{id}}
 * @param access who may use it
 * @param handler who answers
 * @param operation what it does, for the OpenAPI document; a test refuses a route that says nothing
 */
public record Route(String method, String path, Access access, RequestHandler handler, Operation operation) {

  /** What all paths begin with except those that monitoring uses. */
  public static final String BASE = "/api/v1";

  private static final Operation UNDESCRIBED = Operation.of("");

  static Route get(String path, RequestHandler handler) {
    return known("GET", BASE + path, handler);
  }

  static Route post(String path, RequestHandler handler) {
    return known("POST", BASE + path, handler);
  }

  static Route patch(String path, RequestHandler handler) {
    return known("PATCH", BASE + path, handler);
  }

  static Route delete(String path, RequestHandler handler) {
    return known("DELETE", BASE + path, handler);
  }

  /** A route that monitoring and tools use: without the prefix. */
  static Route getUnprefixed(String path, RequestHandler handler) {
    return known("GET", path, handler);
  }

  private static Route known(String method, String path, RequestHandler handler) {
    return new Route(method, path, Access.KNOWN, handler, UNDESCRIBED);
  }

  /** The same, open to everyone who reaches the port. */
  Route open() {
    return new Route(method, path, Access.OPEN, handler, operation);
  }

  /** The same with what it does. */
  Route described(Operation what) {
    return new Route(method, path, access, handler, what);
  }

  /** The route as the OpenAPI document tells it. */
  Endpoint endpoint() {
    return new Endpoint(method, path, access == Access.OPEN, operation);
  }

  /** The path as Vert.x writes it: {@code /api/v1/tasks/:id}. */
  String vertxPath() {
    return path.replaceAll("\\{([a-z_]+)}", ":$1");
  }
}
