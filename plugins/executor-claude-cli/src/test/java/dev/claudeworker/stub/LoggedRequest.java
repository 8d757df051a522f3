package dev.claudeworker.stub;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the stub remembers of a request.
 *
 * @param number counted from 1
 * @param route path without query
 * @param session the session id the client sent, or empty
 * @param headers names in lower case; values of credentials are hidden
 * @param userText text of the newest user message, without tool results
 */
public record LoggedRequest(
    int number,
    String method,
    String route,
    Map<String, String> headers,
    String session,
    String model,
    boolean streaming,
    int messages,
    List<String> toolNames,
    String systemPrompt,
    String userText) {

  private static final Set<String> SECRET_HEADERS =
      Set.of("x-api-key", "authorization", "proxy-authorization", "cookie");

  static LoggedRequest of(int number, StubRequest request) {
    return new LoggedRequest(
        number, request.method(), request.route(), visible(request.headers()),
        request.header("x-claude-code-session-id"), "", false, 0, List.of(), "", "");
  }

  static LoggedRequest of(int number, StubRequest request, MessagesRequest body) {
    return new LoggedRequest(
        number, request.method(), request.route(), visible(request.headers()),
        body.session(), body.model(), body.streaming(), body.messageCount(), body.toolNames(),
        body.systemPrompt(), body.userText());
  }

  /** Whether this was a call for an answer, not for something around it. */
  public boolean isMessage() {
    return method.equals("POST") && route.equals("/v1/messages");
  }

  Map<String, Object> toJson() {
    return Map.of(
        "number", number, "method", method, "route", route, "session", session, "model", model,
        "streaming", streaming, "messages", messages, "tools", toolNames.size(),
        "headers", headers);
  }

  private static Map<String, String> visible(Map<String, String> headers) {
    Map<String, String> shown = new TreeMap<>(headers);
    shown.replaceAll((name, value) -> SECRET_HEADERS.contains(name) ? "<hidden>" : value);
    return shown;
  }
}
