package dev.claudeworker.http;

/**
 * One line of the table of routes.
 *
 * @param method the HTTP method
 * @param path the path, its parameters in braces: {@code /api/v1/tasks/{id}}
 * @param access who may use it
 * @param handler who answers
 */
public record Route(String method, String path, Access access, RequestHandler handler) {

  /** What all paths begin with except those that monitoring uses. */
  public static final String BASE = "/api/v1";

  static Route get(String path, RequestHandler handler) {
    return new Route("GET", BASE + path, Access.KNOWN, handler);
  }

  static Route post(String path, RequestHandler handler) {
    return new Route("POST", BASE + path, Access.KNOWN, handler);
  }

  static Route patch(String path, RequestHandler handler) {
    return new Route("PATCH", BASE + path, Access.KNOWN, handler);
  }

  static Route delete(String path, RequestHandler handler) {
    return new Route("DELETE", BASE + path, Access.KNOWN, handler);
  }

  /** The path as Vert.x writes it: {@code /api/v1/tasks/:id}. */
  String vertxPath() {
    return path.replaceAll("\\{([a-z_]+)}", ":$1");
  }
}
