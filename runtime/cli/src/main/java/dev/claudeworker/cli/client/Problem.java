package dev.claudeworker.cli.client;

import dev.claudeworker.spi.JsonValue.JsonObject;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A refusal of the server (RFC 9457).
 *
 * @param status the HTTP status
 * @param document the problem document
 */
record Problem(int status, JsonObject document) {

  /** What pointers to parameters of the query begin with. */
  private static final String QUERY = "?";

  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;

  CommandFailure asFailure() {
    String suggestion = suggestion();
    return new CommandFailure(exitCode(), message(), suggestion.isEmpty() ? new String[0] : new String[] {suggestion});
  }

  /** The server speaks to programs; where it would name requests and fields, the words of the command line stand instead. */
  private String suggestion() {
    if (!Fields.items(document, "errors").isEmpty()) {
      return "Correct that and try again.";
    }
    return Fields.textOrEmpty(document, "code").equals("task_not_found")
        ? "See 'claude-worker list'."
        : Fields.textOrEmpty(document, "suggestion");
  }

  private int exitCode() {
    return switch (status) {
      case UNAUTHORIZED, FORBIDDEN -> ExitCodes.NOT_ALLOWED;
      case NOT_FOUND -> ExitCodes.NOT_FOUND;
      default -> ofOptions() ? ExitCodes.USAGE : ExitCodes.FAILED;
    };
  }

  /** Whether what the server refuses are values of options of a command that only looks. */
  private boolean ofOptions() {
    List<JsonObject> errors = Fields.objects(document, "errors");
    return !errors.isEmpty()
        && errors.stream().allMatch(error -> Fields.textOrEmpty(error, "pointer").startsWith(QUERY));
  }

  private String message() {
    List<JsonObject> errors = Fields.objects(document, "errors");
    if (errors.isEmpty()) {
      return Fields.textOrEmpty(document, "detail");
    }
    return errors.stream()
        .map(error -> place(error) + Fields.textOrEmpty(error, "detail"))
        .collect(Collectors.joining("\n"));
  }

  private static String place(JsonObject error) {
    String place = Fields.textOrEmpty(error, "pointer");
    String pointer =
        place.startsWith(QUERY) ? "--" + place.substring(QUERY.length()) : place.replaceFirst("^#?/", "");
    return pointer.isEmpty() ? "" : pointer + ": ";
  }
}
