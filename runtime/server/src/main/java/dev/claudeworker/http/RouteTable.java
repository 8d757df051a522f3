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

/** All routes. The one place that says what the interface consists of, so that a document can be held against it. */
public final class RouteTable {

  private final List<Line> lines;

  /** A route and the paths that fit it. */
  private record Line(Route route, Pattern path) {

    static Line of(Route route) {
      return new Line(route, Pattern.compile(route.path().replaceAll("\\{([a-z_]+)}", "(?<$1>[^/]+)")));
    }

    boolean fits(String asked) {
      return path.matcher(asked).matches();
    }

    Map<String, String> parameters(String asked) {
      Matcher fitting = path.matcher(asked);
      Map<String, String> parameters = new HashMap<>();
      if (fitting.matches()) {
        fitting.namedGroups().keySet().forEach(name -> parameters.put(name, fitting.group(name)));
      }
      return parameters;
    }
  }

  /** Refuses a route that stands twice. */
  public RouteTable(List<Route> routes) {
    Set<String> seen = new HashSet<>();
    for (Route route : routes) {
      if (!seen.add(route.method() + " " + route.path())) {
        throw new IllegalArgumentException("the route " + route.method() + " " + route.path() + " stands twice");
      }
    }
    lines = routes.stream().map(Line::of).toList();
  }

  /** The routes. */
  public List<Route> routes() {
    return lines.stream().map(Line::route).toList();
  }

  /** A route that fits, and what the parameters of its path stand for. */
  record Found(Route route, Map<String, String> parameters) {}

  /** The route for a request. */
  Optional<Found> find(String method, String path) {
    return lines.stream()
        .filter(line -> line.route().method().equals(method) && line.fits(path))
        .findFirst()
        .map(line -> new Found(line.route(), line.parameters(path)));
  }

  /** The methods that a path understands, with a slash at its end or without; empty if there is no such path. */
  SortedSet<String> methodsOf(String path) {
    String bare = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    var methods = new TreeSet<String>();
    for (Line line : lines) {
      if (line.fits(bare)) {
        methods.add(line.route().method());
        if (line.route().method().equals("GET")) {
          methods.add("HEAD");
        }
      }
    }
    return methods;
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
