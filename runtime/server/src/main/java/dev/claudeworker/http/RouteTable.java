package dev.claudeworker.http;

import dev.claudeworker.openapi.Operation;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * All routes. The one place that says what the interface consists of, so that a document can be held against it.
 *
 * @param routes the routes
 */
public record RouteTable(List<Route> routes) {

  /** Copies the list and refuses a route that stands twice. */
  public RouteTable {
    routes = List.copyOf(routes);
    Set<String> seen = new HashSet<>();
    for (Route route : routes) {
      if (!seen.add(route.method() + " " + route.path())) {
        throw new IllegalArgumentException("the route " + route.method() + " " + route.path() + " stands twice");
      }
    }
  }

  /** A route that fits, and what the parameters of its path stand for. */
  record Found(Route route, Map<String, String> parameters) {}

  /** The route for a request. */
  Optional<Found> find(String method, String path) {
    for (Route route : routes) {
      if (route.method().equals(method)) {
        Matcher fitting = Pattern.compile(route.path().replaceAll("\\{([a-z_]+)}", "(?<$1>[^/]+)")).matcher(path);
        if (fitting.matches()) {
          Map<String, String> parameters = new HashMap<>();
          fitting.namedGroups().keySet().forEach(name -> parameters.put(name, fitting.group(name)));
          return Optional.of(new Found(route, parameters));
        }
      }
    }
    return Optional.empty();
  }

  /** The methods that a path understands; empty if there is no such path. */
  SortedSet<String> methodsOf(String path) {
    var methods = new TreeSet<String>();
    for (Route route : routes) {
      if (pattern(route).matcher(path).matches()) {
        methods.add(route.method());
        if (route.method().equals("GET")) {
          methods.add("HEAD");
        }
      }
    }
    return methods;
  }

  private static Pattern pattern(Route route) {
    return Pattern.compile(route.path().replaceAll("\\{[a-z_]+}", "[^/]+") + "/?");
  }

  /** The answer where no route fits: what else the path understands, or that there is no such path. */
  Route fallback() {
    return new Route("*", "*", Access.KNOWN, request -> {
      SortedSet<String> methods = methodsOf(request.path());
      if (methods.isEmpty()) {
        return Response.problem(Problem.of(404, "no_such_path", "There is nothing at this path.",
            "Paths begin with " + Route.BASE + ", apart from /health; GET /openapi.json lists them all."));
      }
      String allowed = String.join(", ", methods);
      if (request.method().equals("OPTIONS")) {
        return new Response.Empty(204, Map.of("Allow", allowed + ", OPTIONS"));
      }
      return Response
          .problem(Problem.of(405, "method_not_allowed", "This path does not understand " + request.method() + ".",
              "It understands " + allowed + "."))
          .withHeader("Allow", allowed);
    }, Operation.of("What is not there"));
  }
}
