package dev.claudeworker.plugin.claudecli.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.plugin.claudecli.stream.ContentBlock.Text;
import dev.claudeworker.plugin.claudecli.stream.ContentBlock.Thinking;
import dev.claudeworker.plugin.claudecli.stream.ContentBlock.ToolUse;
import dev.claudeworker.plugin.claudecli.stream.StreamEvent.ModelFallback;
import dev.claudeworker.plugin.claudecli.stream.StreamEvent.Other;
import dev.claudeworker.plugin.claudecli.stream.StreamEvent.PermissionDenied;
import dev.claudeworker.plugin.claudecli.stream.StreamEvent.Retry;
import dev.claudeworker.plugin.claudecli.stream.StreamEvent.ToolResult;
import dev.claudeworker.plugin.claudecli.stream.StreamEvent.ToolResults;
import dev.claudeworker.spi.JsonValue.JsonArray;
import dev.claudeworker.spi.JsonValue.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LastActionTest {

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      Bash            | command     | make test    | [tool:bash] make test
      Edit            | file_path   | /a/b.txt     | [tool:edit] /a/b.txt
      Write           | file_path   | /a/b.txt     | [tool:write] /a/b.txt
      Read            | file_path   | /a/b.txt     | [tool:read] /a/b.txt
      NotebookEdit    | notebook_path | /a/n.ipynb | [tool:notebookedit] /a/n.ipynb
      Grep            | pattern     | foo.*        | [tool:grep] foo.*
      Glob            | pattern     | **/*.java    | [tool:glob] **/*.java
      LS              | path        | /a           | [tool:ls] /a
      WebSearch       | query       | java 25      | [tool:websearch] java 25
      WebFetch        | url         | http://x     | [tool:webfetch] http://x
      Task            | description | look around  | [tool:task] look around
      mcp__notes__add | text        | milk         | [tool:mcp__notes__add] milk
      Skill           | name        | verify       | [tool:skill] verify
      """)
  void toolCallsShowWhatTheyDo(String tool, String argument, String value, String line) {
    assertThat(LastAction.block(new ToolUse(tool, JsonObject.EMPTY.with(argument, value)))).isEqualTo(line);
  }

  @Test
  void todoListShowsHowManyTasksItHas() {
    JsonObject input = JsonObject.EMPTY.with("todos", JsonArray.ofTexts(List.of("a", "b", "c")));

    assertThat(LastAction.block(new ToolUse("TodoWrite", input))).isEqualTo("[tool:todo] Managing 3 tasks");
  }

  @Test
  void textsAreCutToAHundredCharactersOnOneLine() {
    assertThat(LastAction.block(new Text("one\ntwo\t three"))).isEqualTo("[text] one two three");
    assertThat(LastAction.block(new Thinking("x".repeat(1000)))).isEqualTo("[thinking] " + "x".repeat(99) + "…");
  }

  @Test
  void longCommandsAreCut() {
    String line = LastAction.block(new ToolUse("Bash", JsonObject.EMPTY.with("command", "y".repeat(10_000))));

    assertThat(line).hasSize(LastAction.MAX_LENGTH).endsWith("…");
  }

  @Test
  void otherEventsHaveLinesToo() {
    assertThat(LastAction.of(new ToolResults(List.of(new ToolResult(false, "x"))))).contains("[tool:result:success]");
    assertThat(LastAction.of(new ToolResults(List.of(new ToolResult(true, "x"))))).contains("[tool:result:error]");
    assertThat(LastAction.of(new Retry(2, 4, Duration.ofMillis(1500), OptionalInt.of(529), "overloaded")))
        .contains("[retry 2/4] overloaded 529, waiting 1.5 s");
    assertThat(LastAction.of(new ModelFallback("a", "b"))).contains("[model] continuing with b");
    assertThat(LastAction.of(new PermissionDenied("Bash", "no"))).contains("[denied] Bash");
    assertThat(LastAction.of(new Other("system/status"))).isEmpty();
  }
}
