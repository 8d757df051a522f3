package dev.claudeworker.openapi;

import dev.claudeworker.openapi.Parameter.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A route with what it does.
 *
 * @param method the HTTP method, upper case
 * @param path the path, its parameters in braces
 * @param open whether it needs no token
 * @param operation what it does
 */
public record Endpoint(String method, String path, boolean open, Operation operation) {

  private static final Pattern IN_BRACES = Pattern.compile("\\{([a-z_]+)}");

  /** Its parameters with those that only the path names. */
  List<Parameter> parameters() {
    List<Parameter> all = new ArrayList<>();
    Matcher names = IN_BRACES.matcher(path);
    while (names.find()) {
      all.add(inPath(names.group(1)));
    }
    operation.parameters().stream().filter(parameter -> parameter.place() != Place.PATH).forEach(all::add);
    return all;
  }

  private Parameter inPath(String name) {
    return operation.parameters()
        .stream()
        .filter(parameter -> parameter.place() == Place.PATH && parameter.name().equals(name))
        .findFirst()
        .orElseGet(() -> new Parameter(Place.PATH, name, "", name.equals("id")
            ? Schema.integer("", 1, Long.MAX_VALUE)
            : Schema.text("")));
  }
}
