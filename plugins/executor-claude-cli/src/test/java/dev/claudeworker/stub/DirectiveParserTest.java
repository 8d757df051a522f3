package dev.claudeworker.stub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.claudeworker.stub.Directive.Delay;
import dev.claudeworker.stub.Directive.ErrorMid;
import dev.claudeworker.stub.Directive.ErrorStatus;
import dev.claudeworker.stub.Directive.Fault;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class DirectiveParserTest {

  @Test
  void repliesAreReadWithTheirArguments() {
    assertThat(DirectiveParser.parse(
        "[[text Hi there]] [[slow 3 0.25]] [[huge 5000]] [[think hm]] [[stop refusal not this]]"))
        .containsExactly(
            new Text("Hi there"),
            new Slow(3, Duration.ofMillis(250)),
            new Huge(5000),
            new Think("hm"),
            new Stop("refusal", "not this"));
  }

  @Test
  void toolInputMayHoldTheClosingBrackets() {
    assertThat(DirectiveParser.parse("[[tool Bash {\"command\":\"[[ -f x ]] && ls\"}]] [[text b]]"))
        .containsExactly(
            new ToolUse(List.of(new ToolCall("Bash", Map.of("command", "[[ -f x ]] && ls")))),
            new Text("b"));
  }

  @Test
  void toolWithoutInputGetsAnEmptyObject() {
    assertThat(DirectiveParser.parse("[[tool mcp__notes__list]]"))
        .containsExactly(new ToolUse(List.of(new ToolCall("mcp__notes__list", Map.of()))));
  }

  @Test
  void severalToolsShareOneTurn() {
    assertThat(DirectiveParser.parse(
        "[[tools [{\"name\":\"Read\",\"input\":{\"n\":1}},{\"name\":\"Glob\"}]]]"))
        .containsExactly(new ToolUse(List.of(
            new ToolCall("Read", Map.of("n", 1L)), new ToolCall("Glob", Map.of()))));
  }

  @Test
  void jsonIsTheClientsStructuredOutputTool() {
    assertThat(DirectiveParser.parse("[[json {\"ok\":true}]]"))
        .containsExactly(
            new ToolUse(List.of(new ToolCall("StructuredOutput", Map.of("ok", true)))));
  }

  @Test
  void faultsAreReadWithTimes() {
    assertThat(DirectiveParser.parse(
        "[[reset]] [[hang times=2]] [[resetmid 4]] [[hangmid]] [[errormid 1 500]] [[garbage]]"))
        .containsExactly(
            new Fault(new Reset(), 0),
            new Fault(new Hang(), 2),
            new Fault(new ResetMid(4), 0),
            new Fault(new HangMid(3), 0),
            new Fault(new ErrorMid(1, 500, Optional.empty()), 0),
            new Fault(new Garbage(), 0));
  }

  @Test
  void errorTakesStatusTypeHeadersAndMessage() {
    assertThat(DirectiveParser.parse(
        "[[error 429 times=3 type=odd_error retry-after=7 anthropic-x=y other=1 msg=wait a = bit]]"))
        .containsExactly(new Fault(
            new ErrorStatus(
                429,
                Optional.of("odd_error"),
                Optional.of("wait a = bit"),
                Map.of("retry-after", "7", "anthropic-x", "y")),
            3));
  }

  @Test
  void modifiersAreRead() {
    assertThat(DirectiveParser.parse("[[delay 0.5]] [[usage input_tokens=9 output_tokens=2]]"))
        .containsExactly(
            new Delay(Duration.ofMillis(500)),
            new Usage(Map.of("input_tokens", 9, "output_tokens", 2)));
  }

  @Test
  void otherBracketsAreText() {
    assertThat(DirectiveParser.parse("if [[ -f x ]]; then [[textual]] [[unknown 1]] [[ fi"))
        .isEmpty();
  }

  @Test
  void directiveWithoutEndIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DirectiveParser.parse("[[text never closed"))
        .withMessageContaining("]]");
  }

  @Test
  void toolInputThatIsNotJsonIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DirectiveParser.parse("[[tool Bash {oops}]]"))
        .withMessageContaining("JSON");
  }
}
