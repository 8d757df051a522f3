package dev.claudeworker.stub;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A parsed body of {@code POST /v1/messages}. */
record MessagesRequest(Map<?, ?> body, String session) {

  /** What the program puts in place of an answer that was lost, when it resumes a session. */
  private static final String NO_ANSWER = "No response requested.";

  /** A script and how many of its turns have been taken. */
  record Position(Script script, int turn) {}

  private static final Pattern UUID =
      Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  static MessagesRequest of(StubRequest request) {
    Map<?, ?> body = (Map<?, ?>) JsonReader.read(request.text());
    String header = request.header("x-claude-code-session-id");
    return new MessagesRequest(body, header.isEmpty() ? sessionInMetadata(body) : header);
  }

  String model() {
    return body.get("model") instanceof String model ? model : "";
  }

  boolean streaming() {
    return Boolean.TRUE.equals(body.get("stream"));
  }

  List<String> toolNames() {
    return objects(body.get("tools")).stream().map(tool -> String.valueOf(tool.get("name"))).toList();
  }

  String systemPrompt() {
    return text(body.get("system"));
  }

  int messageCount() {
    return messages().size();
  }

  /** The text of the newest message of the user, without tool results. */
  String userText() {
    return messages().reversed()
        .stream()
        .filter(message -> "user".equals(message.get("role")))
        .findFirst()
        .map(message -> text(message.get("content")))
        .orElse("");
  }

  /** The script in the newest user message that has one, and the turns taken since. */
  Position position() {
    List<Map<?, ?>> messages = messages();
    for (int i = messages.size() - 1; i >= 0; i--) {
      if ("user".equals(messages.get(i).get("role"))) {
        List<Directive> found = DirectiveParser.parse(text(messages.get(i).get("content")));
        if (!found.isEmpty()) {
          return new Position(Script.of(found), assistantTurnsAfter(messages, i));
        }
      }
    }
    return new Position(new Script(List.of()), 0);
  }

  private static int assistantTurnsAfter(List<Map<?, ?>> messages, int index) {
    return (int) messages.subList(index + 1, messages.size())
        .stream()
        .filter(message -> "assistant".equals(message.get("role")))
        .filter(message -> !NO_ANSWER.equals(text(message.get("content")).strip()))
        .count();
  }

  private List<Map<?, ?>> messages() {
    return objects(body.get("messages"));
  }

  private static String text(Object content) {
    if (content instanceof String text) {
      return text;
    }
    return objects(content).stream()
        .filter(block -> "text".equals(block.get("type")))
        .map(block -> Objects.toString(block.get("text"), ""))
        .collect(Collectors.joining("\n"));
  }

  private static List<Map<?, ?>> objects(Object value) {
    if (!(value instanceof List<?> items)) {
      return List.of();
    }
    return items.stream()
        .filter(Map.class::isInstance)
        .<Map<?, ?>>map(item -> (Map<?, ?>) item)
        .toList();
  }

  private static String sessionInMetadata(Map<?, ?> body) {
    Matcher found = UUID.matcher(String.valueOf(body.get("metadata")));
    return found.find() ? found.group() : "";
  }
}
