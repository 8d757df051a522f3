package dev.claudeworker;

import dev.claudeworker.spi.tool.Dialog;
import dev.claudeworker.spi.tool.Prompt;
import dev.claudeworker.spi.tool.Question;
import dev.claudeworker.spi.tool.Reply;
import dev.claudeworker.spi.tool.Tool;
import dev.claudeworker.spi.tool.ToolCall;
import dev.claudeworker.spi.tool.ToolContent;
import dev.claudeworker.spi.tool.ToolResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Tools and a prompt that ask questions first, as the conformance suite prescribes them. */
final class AskingTools {

  static final Prompt PROMPT = new AskingPrompt();

  private static final String PREFIX = "test_input_required_result_";
  private static final Question NAME = Question.text("What is your name?", "name");
  private static final Question OK = Question.confirm("Please confirm");
  private static final Question CAPITAL = new Question.Sample("What is the capital of France?", 100);
  private static final Question ROOTS = new Question.Roots();

  List<Tool> tools() {
    // The suite answers this one with a member of another name, so its form is an own one.
    Question ok = new Question.Form("Please confirm", FixtureTool.json(
        "{\"type\":\"object\",\"properties\":{\"ok\":{\"type\":\"boolean\"}},\"required\":[\"ok\"]}"));
    return List.of(
        tool("elicitation", Map.of("user_name", NAME)),
        tool("sampling", Map.of("capital_question", CAPITAL)),
        tool("list_roots", Map.of("client_roots", ROOTS)),
        tool("request_state", Map.of("confirm", ok)),
        tool("tampered_state", Map.of("confirm", ok)),
        tool("multiple_inputs", Map.of("user_name", NAME, "greeting", CAPITAL, "client_roots", ROOTS)),
        FixtureTool.of(PREFIX + "multi_round", AskingTools::twice),
        FixtureTool.of(PREFIX + "capabilities", AskingTools::whatCanBeAsked),
        FixtureTool.of("test_missing_capability", call -> all(call, Map.of("capital", CAPITAL))),
        FixtureTool.of("test_streaming_elicitation", call -> all(call, Map.of("sure", OK))));
  }

  private static Tool tool(String name, Map<String, Question> questions) {
    return FixtureTool.of(PREFIX + name, call -> all(call, questions));
  }

  private static ToolResult all(ToolCall call, Map<String, Question> questions) {
    List<Optional<Reply>> replies =
        questions.entrySet().stream().map(entry -> call.ask(entry.getKey(), entry.getValue())).toList();
    return replies.stream().allMatch(Optional::isPresent)
        ? ToolResult
            .text("answers: " + replies.stream().map(reply -> reply.orElseThrow().content().toString()).toList())
        : ToolResult.unanswered();
  }

  private static ToolResult twice(ToolCall call) {
    Optional<Reply> name = call.ask("step1", Question.text("Step 1: What is your name?", "name"));
    if (name.isEmpty()) {
      return ToolResult.unanswered();
    }
    Optional<Reply> color = call.ask("step2", Question.text("Step 2: What is your favorite color?", "color"));
    return color.map(reply -> ToolResult.text(name.get().content().text("name").orElse("nobody") + " likes "
        + reply.content().text("color").orElse("nothing"))).orElseGet(ToolResult::unanswered);
  }

  private static ToolResult whatCanBeAsked(ToolCall call) {
    Stream.of(NAME, CAPITAL)
        .filter(call::canAsk)
        .forEach(question -> call.ask(question instanceof Question.Form ? "form" : "sample", question));
    return ToolResult.unanswered();
  }

  private static final class AskingPrompt implements Prompt {

    @Override
    public String name() {
      return PREFIX + "prompt";
    }

    @Override
    public String description() {
      return "A prompt that asks first.";
    }

    @Override
    public List<Argument> arguments() {
      return List.of();
    }

    @Override
    public List<Message> messages(Map<String, String> arguments) {
      return List.of();
    }

    @Override
    public List<Message> messages(Map<String, String> arguments, Dialog dialog) {
      return dialog.ask("user_context", Question.text("What context should the prompt use?", "context"))
          .map(reply -> List.of(new Message(true,
              new ToolContent.Text("In " + reply.content().text("context").orElse("no context")))))
          .orElse(List.of());
    }
  }
}
