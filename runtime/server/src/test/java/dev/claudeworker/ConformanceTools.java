package dev.claudeworker;

import dev.claudeworker.spi.tool.Prompt;
import dev.claudeworker.spi.tool.Resource;
import dev.claudeworker.spi.tool.ResourceContent;
import dev.claudeworker.spi.tool.Tool;
import dev.claudeworker.spi.tool.ToolCall;
import dev.claudeworker.spi.tool.ToolContent;
import dev.claudeworker.spi.tool.ToolResult;
import dev.claudeworker.spi.tool.ToolSet;
import dev.claudeworker.spi.tool.WorkerApi;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Stream;

/** What the conformance suite of the protocol expects a server under test to offer; it prescribes names and contents. */
final class ConformanceTools implements ToolSet {

  private static final String PNG =
      "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==";
  private static final String WAV = "UklGRiQAAABXQVZFZm10IBAAAAABAAEAQB8AAEAfAAABAAgAZGF0YQAAAAA=";
  private static final ToolContent IMAGE = new ToolContent.Image(PNG, "image/png");

  private final AskingTools asking = new AskingTools();
  private final WorkingTools working = new WorkingTools();
  private volatile boolean moreTools;
  private volatile boolean morePrompts;
  private volatile Runnable changed = () -> {};

  @Override
  public void onChange(Runnable listener) {
    changed = listener;
  }

  @Override
  public List<Tool> tools() {
    Stream<Tool> more = moreTools ? Stream.of(FixtureTool.of("one_more", _ -> ToolResult.text("here"))) : Stream.of();
    return Stream.of(always().stream(), asking.tools().stream(), working.tools().stream(), more)
        .flatMap(tools -> tools)
        .toList();
  }

  private List<Tool> always() {
    return List.of(
        FixtureTool.of("test_trigger_tool_change", _ -> {
          moreTools = !moreTools;
          changed.run();
          return ToolResult.text("changed");
        }),
        FixtureTool.of("test_trigger_prompt_change", _ -> {
          morePrompts = !morePrompts;
          changed.run();
          return ToolResult.text("changed");
        }),
        FixtureTool.of("test_simple_text", _ -> ToolResult.text("This is a simple text response for testing.")),
        FixtureTool.of("test_image_content", _ -> ToolResult.of(IMAGE)),
        FixtureTool.of("test_audio_content", _ -> ToolResult.of(new ToolContent.Audio(WAV, "audio/wav"))),
        FixtureTool.of("test_embedded_resource", _ -> ToolResult.of(embedded("test://embedded-resource",
            "text/plain", "This is an embedded resource content."))),
        FixtureTool.of("test_multiple_content_types", _ -> ToolResult.of(
            new ToolContent.Text("Multiple content types test:"), IMAGE,
            embedded("test://mixed-content-resource", "application/json", "{\"test\":\"data\",\"value\":123}"))),
        FixtureTool.of("test_error_handling",
            _ -> ToolResult.error("This tool intentionally returns an error for testing")),
        FixtureTool.of("test_tool_with_progress", ConformanceTools::progressing),
        FixtureTool.of("test_tool_with_logging", ConformanceTools::logging),
        FixtureTool.of("test_logging_tool", ConformanceTools::logging),
        FixtureTool.withInput("json_schema_2020_12_tool", """
            {"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object",
             "$defs": {"address": {"$anchor": "addressDef", "type": "object", "properties":
               {"street": {"type": "string"}, "city": {"type": "string"}}}},
             "properties": {"name": {"type": "string"}, "address": {"$ref": "#/$defs/address"},
               "contactMethod": {"type": "string", "enum": ["phone", "email"]},
               "phone": {"type": "string"}, "email": {"type": "string"}},
             "allOf": [{"anyOf": [{"required": ["phone"]}, {"required": ["email"]}, {"required": ["name"]}]}],
             "if": {"properties": {"contactMethod": {"const": "phone"}}, "required": ["contactMethod"]},
             "then": {"required": ["phone"]}, "else": {"required": []},
             "additionalProperties": false}
            """, _ -> ToolResult.text("fits")));
  }

  private static ToolContent embedded(String uri, String type, String text) {
    return new ToolContent.Embedded(new ResourceContent.Text(uri, type, text));
  }

  private static ToolResult progressing(ToolCall call) {
    Stream.of(0, 50, 100).forEach(done -> call.progress(done, OptionalDouble.of(100), "step"));
    return ToolResult.text("progressed");
  }

  private static ToolResult logging(ToolCall call) {
    Stream.of("Tool execution started", "Tool processing data", "Tool execution completed")
        .forEach(line -> call.log("info", line));
    return ToolResult.text("logged");
  }

  @Override
  public List<Resource> resources() {
    return List.of(
        new FixtureResource("test://static-text", "text/plain", _ -> new ResourceContent.Text(
            "test://static-text", "text/plain", "This is the content of the static text resource.")),
        new FixtureResource("test://static-binary", "image/png",
            _ -> new ResourceContent.Bytes("test://static-binary", "image/png", PNG)),
        new FixtureResource("test://template/{id}/data", "application/json", names -> new ResourceContent.Text(
            "test://template/" + names.get("id") + "/data", "application/json",
            "{\"id\":\"" + names.get("id") + "\",\"templateTest\":true}")),
        new FixtureResource("test://watched-resource", "text/plain",
            _ -> new ResourceContent.Text("test://watched-resource", "text/plain", "watched")));
  }

  private record FixtureResource(String uri, String mimeType, Function<Map<String, String>, ResourceContent> content)
      implements Resource {

    @Override
    public String name() {
      return uri;
    }

    @Override
    public String description() {
      return "A resource of a test.";
    }

    @Override
    public List<ResourceContent> read(String asked, Map<String, String> names, WorkerApi api) {
      return List.of(content.apply(names));
    }
  }

  @Override
  public List<Prompt> prompts() {
    Stream<Prompt> more = morePrompts
        ? Stream.of(new FixturePrompt("one_more", List.of(), _ -> List.of(text("here"))))
        : Stream.of();
    return Stream.of(promptsOfTheSuite().stream(), Stream.of(AskingTools.PROMPT), more)
        .flatMap(prompts -> prompts)
        .toList();
  }

  private static List<Prompt> promptsOfTheSuite() {
    return List.of(
        new FixturePrompt("test_simple_prompt", List.of(), _ -> List.of(text("This is a simple prompt for testing."))),
        new FixturePrompt("test_prompt_with_arguments", List.of("arg1", "arg2"), given -> List.of(
            text("Prompt with arguments: arg1='" + given.get("arg1") + "', arg2='" + given.get("arg2") + "'"))),
        new FixturePrompt("test_prompt_with_embedded_resource", List.of("resourceUri"), given -> List.of(
            new Prompt.Message(true,
                embedded(given.get("resourceUri"), "text/plain", "Embedded resource content for testing.")),
            text("Please process the embedded resource above."))),
        new FixturePrompt("test_prompt_with_image", List.of(),
            _ -> List.of(new Prompt.Message(true, IMAGE), text("Please analyze the image above."))));
  }

  private static Prompt.Message text(String text) {
    return new Prompt.Message(true, new ToolContent.Text(text));
  }

  private record FixturePrompt(
      String name, List<String> names, Function<Map<String, String>, List<Message>> written) implements Prompt {

    @Override
    public String description() {
      return "A prompt of a test.";
    }

    @Override
    public List<Argument> arguments() {
      return names.stream().map(argument -> new Argument(argument, "An argument.", true)).toList();
    }

    @Override
    public List<Message> messages(Map<String, String> arguments) {
      return written.apply(arguments);
    }

    @Override
    public List<String> complete(String argument, String begin) {
      return Stream.of("paris", "park", "party").filter(value -> value.startsWith(begin)).toList();
    }
  }
}
