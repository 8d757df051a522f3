package dev.claudeworker.plugin.mcptools;

import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.tool.Resource;
import dev.claudeworker.spi.tool.ResourceContent;
import dev.claudeworker.spi.tool.WorkerApi;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a task produced, as something to read.
 *
 * @param uri the form of its address
 * @param name what it is called
 * @param description what is in it
 * @param path what follows the task in the REST interface
 * @param shown the text of the document there; empty if there is none
 */
record TaskResource(
    String uri, String name, String description, String path, Function<JsonObject, String> shown)
    implements Resource {

  static final TaskResource RESULT = new TaskResource("task://{id}/result", "Result of a task",
      "The final answer of a completed task.", "", task -> task.text("final_summary").orElse(""));

  static final TaskResource LOG = new TaskResource("task://{id}/log", "Log of a task",
      "What a task did so far: one line per action of its last attempt.", "/logs", TaskResource::lines);

  @Override
  public String mimeType() {
    return "text/plain";
  }

  @Override
  public List<ResourceContent> read(String asked, Map<String, String> names, WorkerApi api)
      throws InterruptedException {
    String id = names.getOrDefault("id", "");
    if (!Call.isId(id)) {
      return List.of();
    }
    WorkerApi.Answer answer = api.send(WorkerApi.Request.get(Call.BASE + "/tasks/" + id + path));
    String text = answer.succeeded() && answer.body() instanceof JsonObject document ? shown.apply(document) : "";
    return text.isEmpty() ? List.of() : List.of(new ResourceContent.Text(asked, mimeType(), text));
  }

  private static String lines(JsonObject log) {
    return Call.objects(log, "lines")
        .stream()
        .map(line -> line.text("text").orElse(""))
        .collect(Collectors.joining("\n"));
  }
}
