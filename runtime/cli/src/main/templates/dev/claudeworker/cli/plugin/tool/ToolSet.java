package {{package}};

import dev.claudeworker.spi.JsonValue.JsonArray;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.tool.Resource;
import dev.claudeworker.spi.tool.ResourceContent;
import dev.claudeworker.spi.tool.Tool;
import dev.claudeworker.spi.tool.ToolCall;
import dev.claudeworker.spi.tool.ToolDescriptor;
import dev.claudeworker.spi.tool.ToolHints;
import dev.claudeworker.spi.tool.ToolResult;
import dev.claudeworker.spi.tool.ToolSet;
import dev.claudeworker.spi.tool.WorkerApi;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A tool that counts the words of a text, and a resource that counts those of a task's answer. */
final class {{class}}ToolSet implements ToolSet {

  private final long longest;

  {{class}}ToolSet(long longest) {
    this.longest = longest;
  }

  @Override
  public List<Tool> tools() {
    return List.of(new CountWords(longest));
  }

  @Override
  public List<Resource> resources() {
    return List.of(new AnswerWords());
  }

  private static long count(String text) {
    return text.isBlank() ? 0 : text.strip().split("\\s+").length;
  }

  /** What a model calls. It decides by the description, so that says when to use it and what comes back. */
  private record CountWords(long longest) implements Tool {

    @Override
    public ToolDescriptor descriptor() {
      JsonObject text = JsonObject.EMPTY.with("type", "string").with("description", "The text whose words are counted.");
      JsonObject words = JsonObject.EMPTY.with("type", "integer").with("minimum", 0);
      return new ToolDescriptor("{{tool}}_count_words", "Count words",
          "Counts the words of a text. Use it when the exact number matters. Returns the number.",
          object("text", text), Optional.of(object("words", words)), ToolHints.READS);
    }

    /** The arguments fit the schema above. What the model can mend is a result, not an exception. */
    @Override
    public ToolResult call(ToolCall call) {
      Optional<String> text = call.arguments().text("text");
      if (text.isEmpty()) {
        return ToolResult.error("The argument 'text' is missing. Call it again with the text to count.");
      }
      if (text.get().length() > longest) {
        return ToolResult.error("The text has " + text.get().length() + " characters; at most " + longest
            + " are counted (plugins.{{name}}.longest). Call it for parts of the text and add the numbers.");
      }
      long words = count(text.get());
      return ToolResult.structured(Long.toString(words), JsonObject.EMPTY.with("words", words));
    }

    private static JsonObject object(String name, JsonObject type) {
      return JsonObject.EMPTY.with("type", "object")
          .with("properties", JsonObject.EMPTY.with(name, type))
          .with("required", JsonArray.ofTexts(List.of(name)));
    }
  }

  /** What a model or a person can read. The server is asked with the rights of whoever reads. */
  private record AnswerWords() implements Resource {

    @Override
    public String uri() {
      return "{{name}}://tasks/{id}/words";
    }

    @Override
    public String name() {
      return "Words of an answer";
    }

    @Override
    public String description() {
      return "How many words the answer of a completed task has.";
    }

    @Override
    public String mimeType() {
      return "text/plain";
    }

    @Override
    public List<ResourceContent> read(String uri, Map<String, String> names, WorkerApi api) throws InterruptedException {
      String id = names.getOrDefault("id", "");
      if (!id.matches("[0-9]{1,18}")) {
        return List.of();
      }
      WorkerApi.Answer task = api.send(WorkerApi.Request.get("/api/v1/tasks/" + id));
      Optional<String> answer = task.succeeded() && task.body() instanceof JsonObject document
          ? document.text("final_summary") : Optional.empty();
      return answer.<List<ResourceContent>>map(
          text -> List.of(new ResourceContent.Text(uri, mimeType(), Long.toString(count(text))))).orElse(List.of());
    }
  }
}
