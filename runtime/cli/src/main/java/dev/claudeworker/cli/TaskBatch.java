package dev.claudeworker.cli;

import dev.claudeworker.cli.client.Fields;
import dev.claudeworker.cli.client.Json;
import dev.claudeworker.cli.client.ServerApi;
import dev.claudeworker.spi.JsonSyntaxException;
import dev.claudeworker.spi.JsonValue;
import dev.claudeworker.spi.JsonValue.JsonArray;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.JsonValue.JsonString;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Many tasks from a file with one JSON object per line; what a line does not say is taken from the options. */
final class TaskBatch {

  private final Session session;

  TaskBatch(Session session) {
    this.session = session;
  }

  /** Submits them, all or none, and answers their documents in order. */
  List<TaskDocument> submit(ServerApi server, String file, JsonObject options) {
    String key = UUID.randomUUID().toString();
    List<JsonValue> tasks = new ArrayList<>();
    String text = new PromptSource(session).document(file);
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      if (!line.isBlank()) {
        tasks.add(task(line, number, options));
      }
    }
    Usage.require(!tasks.isEmpty(), file + " has no tasks", "Write one JSON object with 'execution_prompt' per line.");
    JsonObject answer = server.create(
        ServerApi.BASE + "/tasks/batch", JsonObject.EMPTY.with("tasks", new JsonArray(tasks)), key);
    return TaskListing.tasks(answer);
  }

  private JsonObject task(String line, int number, JsonObject options) {
    try {
      if (Json.parse(line) instanceof JsonObject own) {
        Map<String, JsonValue> members = new LinkedHashMap<>(options.members());
        members.putAll(own.members());
        Fields.text(own, "working_directory")
            .ifPresent(
                directory -> members.put(
                    "working_directory",
                    new JsonString(session.workingDirectory().resolve(directory).normalize().toString())));
        return new JsonObject(members);
      }
    } catch (JsonSyntaxException invalid) {
      throw Usage.wrong("line " + number + " is not JSON: " + invalid.getMessage());
    }
    throw Usage.wrong("line " + number + " is not a JSON object", "Write {\"execution_prompt\": \"...\"}.");
  }
}
