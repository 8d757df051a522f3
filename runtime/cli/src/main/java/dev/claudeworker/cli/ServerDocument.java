package dev.claudeworker.cli;

import dev.claudeworker.cli.client.Fields;
import dev.claudeworker.spi.JsonValue.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The server as it describes itself.
 *
 * @param json the server's words
 */
record ServerDocument(JsonObject json) {

  /** The few lines that a person wants to see first: where it is, what it does, and what is in the way. */
  List<String> overview(String url, Session session) {
    Style style = session.output().style();
    List<String> lines = new ArrayList<>();
    lines.add(style.bold("claude-worker " + text("version")) + " at " + url + uptime(session));
    lines.add(slots() + counts(style));
    gates(session).forEach(gate -> lines.add(style.yellow(gate)));
    trouble().forEach(trouble -> lines.add(style.red(trouble)));
    return lines;
  }

  /** The overview, and where things are. */
  List<String> report(String url, Session session) {
    List<String> lines = new ArrayList<>(overview(url, session));
    JsonObject storage = Fields.object(json, "storage");
    lines.add("Process  " + Fields.count(json, "pid"));
    lines.add("Home     " + text("home"));
    lines.add("Storage  " + Printable.line(Fields.textOrEmpty(storage, "kind")));
    Fields.object(storage, "details")
        .members()
        .forEach((name, value) -> lines
            .add("         " + Printable.line(name.replace('_', ' ') + ": " + WaitReasonDocument.text(value))));
    unusedPlugins().forEach(plugin -> lines.add(session.output().style().red(plugin)));
    return lines;
  }

  private List<String> unusedPlugins() {
    return Fields.objects(json, "plugins")
        .stream()
        .filter(plugin -> !Fields.object(plugin, "error").members().isEmpty())
        .map(plugin -> {
          JsonObject error = Fields.object(plugin, "error");
          return "Not used " + Printable.line(
              Fields.textOrEmpty(plugin, "file") + ": " + Fields.textOrEmpty(error, "message") + " "
                  + Fields.textOrEmpty(error, "suggestion"));
        })
        .toList();
  }

  private String uptime(Session session) {
    return Fields.instant(json, "started_at")
        .map(started -> " · up " + Times.duration(Duration.between(started, session.now())))
        .orElse("");
  }

  private String slots() {
    JsonObject worker = Fields.object(json, "worker");
    int running = Fields.items(worker, "running").size();
    return running + " of " + Fields.count(worker, "max_workers") + " slots busy"
        + (Fields.flag(worker, "auto") ? " (auto)" : "");
  }

  private String counts(Style style) {
    JsonObject counts = Fields.object(json, "tasks");
    String known = counts.members()
        .keySet()
        .stream()
        .filter(status -> Fields.count(counts, status) > 0)
        .map(status -> style.status(status, Fields.count(counts, status) + " " + Printable.line(status)))
        .collect(Collectors.joining(", "));
    return known.isEmpty() ? " · no tasks yet" : " · " + known;
  }

  private List<String> gates(Session session) {
    return Fields.objects(json, "gates").stream().map(gate -> {
      String scope = Printable.line(Fields.textOrEmpty(gate, "key"));
      String reason = new WaitReasonDocument(gate).describe(session.now(), session.zone());
      return "Held back" + (scope.isEmpty() ? "" : " (" + scope + ")") + ": " + reason;
    }).toList();
  }

  private List<String> trouble() {
    List<String> trouble = new ArrayList<>();
    Fields.text(json, "trouble").ifPresent(trouble::add);
    Fields.text(Fields.object(json, "worker"), "trouble")
        .filter(text -> !trouble.contains(text))
        .ifPresent(trouble::add);
    return trouble.stream().map(text -> "Trouble: " + Printable.line(text)).toList();
  }

  private String text(String name) {
    return Printable.line(Fields.textOrEmpty(json, name));
  }
}
