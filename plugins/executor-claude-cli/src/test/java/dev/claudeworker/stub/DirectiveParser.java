package dev.claudeworker.stub;

import dev.claudeworker.stub.Directive.Delay;
import dev.claudeworker.stub.Directive.ErrorMid;
import dev.claudeworker.stub.Directive.ErrorStatus;
import dev.claudeworker.stub.Directive.Fault;
import dev.claudeworker.stub.Directive.FaultKind;
import dev.claudeworker.stub.Directive.Garbage;
import dev.claudeworker.stub.Directive.Hang;
import dev.claudeworker.stub.Directive.HangMid;
import dev.claudeworker.stub.Directive.Huge;
import dev.claudeworker.stub.Directive.Reset;
import dev.claudeworker.stub.Directive.ResetMid;
import dev.claudeworker.stub.Directive.Slow;
import dev.claudeworker.stub.Directive.Stop;
import dev.claudeworker.stub.Directive.Text;
import dev.claudeworker.stub.Directive.Think;
import dev.claudeworker.stub.Directive.ToolCall;
import dev.claudeworker.stub.Directive.ToolUse;
import dev.claudeworker.stub.Directive.Usage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the directives in a prompt.
 *
 * <pre>
 * replies    [[text WORDS]] [[tool NAME {json}]] [[tools [{"name":..,"input":..}]]] [[json {..}]]
 *            [[slow COUNT GAP_SECONDS]] [[huge BYTES]] [[think WORDS]] [[stop REASON WORDS]]
 * faults     [[error STATUS]] [[reset]] [[hang]] [[resetmid N]] [[hangmid N]]
 *            [[errormid N STATUS]] [[garbage]]; all take times=N (default: every time);
 *            error takes type=, retry-after=, retry-after-ms=, x-should-retry=,
 *            anthropic-...= and, last, msg=free text
 * modifiers  [[delay SECONDS]] [[usage input_tokens=N output_tokens=N ...]]
 * </pre>
 *
 * Only JSON arguments may hold {@code ]]}. Brackets with any other word in them are ordinary text,
 * so that prompts and shell commands can use them; a known word with wrong arguments is an error.
 */
final class DirectiveParser {

  private static final Pattern START = Pattern.compile(
      "\\[\\[\\s*(text|tool|tools|json|slow|huge|think|stop"
          + "|error|reset|hang|resetmid|hangmid|errormid|garbage|delay|usage)(?=[\\s\\]])\\s*");
  private static final Pattern TOOL_NAME = Pattern.compile("([A-Za-z0-9_-]+)\\s*");
  private static final String END = "]]";

  private DirectiveParser() {}

  /** All directives of {@code text}, in order. */
  static List<Directive> parse(String text) {
    List<Directive> found = new ArrayList<>();
    Matcher start = START.matcher(text);
    int at = 0;
    while (start.find(at)) {
      int end = switch (start.group(1)) {
        case "tool" -> tool(text, start.end(), found);
        case "tools" -> tools(text, start.end(), found);
        case "json" -> structuredOutput(text, start.end(), found);
        default -> plain(start.group(1), text, start.end(), found);
      };
      at = end;
    }
    return List.copyOf(found);
  }

  private static int tool(String text, int from, List<Directive> found) {
    Matcher name = TOOL_NAME.matcher(text).region(from, text.length());
    if (!name.lookingAt()) {
      throw new IllegalArgumentException("[[tool NAME {json}]]: the name is missing");
    }
    if (text.startsWith(END, name.end())) {
      found.add(new ToolUse(List.of(new ToolCall(name.group(1), Map.of()))));
      return name.end() + END.length();
    }
    JsonReader.Prefix input = JsonReader.readPrefix(text, name.end());
    found.add(new ToolUse(List.of(new ToolCall(name.group(1), input.value()))));
    return afterEnd(text, input.end());
  }

  private static int tools(String text, int from, List<Directive> found) {
    JsonReader.Prefix calls = JsonReader.readPrefix(text, from);
    found.add(new ToolUse(((List<?>) calls.value()).stream()
        .map(call -> (Map<?, ?>) call)
        .map(call -> new ToolCall(
            String.valueOf(call.get("name")),
            call.containsKey("input") ? call.get("input") : Map.of()))
        .toList()));
    return afterEnd(text, calls.end());
  }

  /** Under {@code --json-schema} the client offers a tool of this name for its final answer. */
  private static int structuredOutput(String text, int from, List<Directive> found) {
    JsonReader.Prefix input = JsonReader.readPrefix(text, from);
    found.add(new ToolUse(List.of(new ToolCall("StructuredOutput", input.value()))));
    return afterEnd(text, input.end());
  }

  private static int plain(String name, String text, int from, List<Directive> found) {
    int end = afterEnd(text, from);
    found.add(directive(name, text.substring(from, end - END.length()).strip()));
    return end;
  }

  private static int afterEnd(String text, int from) {
    int end = text.indexOf(END, from);
    if (end < 0) {
      throw new IllegalArgumentException("a directive has no " + END + " after position " + from);
    }
    return end + END.length();
  }

  private static Directive directive(String name, String rest) {
    DirectiveArguments arguments = DirectiveArguments.parse(rest);
    return switch (name) {
      case "text" -> new Text(rest);
      case "think" -> new Think(rest);
      case "stop" -> stop(rest);
      case "huge" -> new Huge(arguments.integer(0, 1_000_000));
      case "slow" -> new Slow(arguments.integer(0, 10), arguments.seconds(1, Duration.ofMillis(500)));
      case "delay" -> new Delay(arguments.seconds(0, Duration.ofSeconds(1)));
      case "usage" -> new Usage(arguments.integers());
      default -> new Fault(fault(name, arguments), arguments.times());
    };
  }

  private static Stop stop(String rest) {
    String[] parts = rest.split("\\s+", 2);
    return new Stop(parts[0], parts.length > 1 ? parts[1] : "cut");
  }

  private static FaultKind fault(String name, DirectiveArguments arguments) {
    return switch (name) {
      case "error" -> new ErrorStatus(
          arguments.integer(0, 500),
          Optional.ofNullable(arguments.named().get("type")),
          arguments.message(),
          arguments.headers());
      case "reset" -> new Reset();
      case "hang" -> new Hang();
      case "resetmid" -> new ResetMid(arguments.integer(0, 3));
      case "hangmid" -> new HangMid(arguments.integer(0, 3));
      case "errormid" -> new ErrorMid(
          arguments.integer(0, 3), arguments.integer(1, 529), arguments.message());
      case "garbage" -> new Garbage();
      default -> throw new IllegalArgumentException("unknown directive: " + name);
    };
  }
}
