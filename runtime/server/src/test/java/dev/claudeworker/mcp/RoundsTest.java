package dev.claudeworker.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.claudeworker.json.JacksonJsonCodec;
import dev.claudeworker.security.Signer;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.WorkerException;
import dev.claudeworker.spi.tool.Question;
import dev.claudeworker.spi.tool.Reply;
import dev.claudeworker.spi.tool.WorkerApi;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RoundsTest {

  private static final Duration LIFETIME = Duration.ofMinutes(10);
  private static final Question NAME = Question.text("Who?", "name");
  private static final Question SURE = Question.confirm("Sure?");
  private static final WorkerApi NOBODY = request -> new WorkerApi.Answer(404, JsonObject.EMPTY);

  private final JacksonJsonCodec json = new JacksonJsonCodec();
  private Instant now = Instant.parse("2026-11-01T00:00:00Z");
  private final Rounds rounds = new Rounds(new Signer("key"), LIFETIME, () -> now, json);

  private static McpClient by(String caller) {
    return new McpClient(Optional.empty(),
        new ToolClient(caller, "correlation", Optional.empty(), Optional.empty(), ToolAudience.EVERYBODY, NOBODY));
  }

  private static final McpClient ME = by("me");

  private RpcMessage call(String tool, String arguments, String more) {
    return RpcMessage.of(json.parse("""
        {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": "%s", "arguments": %s, %s
          "_meta": {"io.modelcontextprotocol/clientCapabilities": {"elicitation": {}}}}}
        """.formatted(tool, arguments, more)));
  }

  /** The state after the first of two questions was answered. */
  private String stateWithName() {
    RpcMessage request = call("rename", "{\"id\": 7}",
        "\"inputResponses\": {\"who\": {\"action\": \"accept\", \"content\": {\"name\": \"Ada\"}}},");
    QuestionRound round = rounds.begin(request, ME);
    assertThat(round.ask("who", NAME)).map(reply -> reply.content().text("name")).contains(Optional.of("Ada"));
    assertThat(round.ask("sure", SURE)).isEmpty();
    JsonObject answer = rounds.inputRequired(round, request, ME).orElseThrow();
    assertThat(answer.text("resultType")).contains("input_required");
    assertThat(json.print(answer)).contains("\"sure\":{\"method\":\"elicitation/create\"").doesNotContain("Who?");
    return answer.text("requestState").orElseThrow();
  }

  private QuestionRound withState(String state, String tool, String arguments, McpClient client) {
    return rounds.begin(call(tool, arguments, "\"requestState\": \"" + state + "\","), client);
  }

  @Test
  void whatWasAnsweredInEarlierRoundsIsStillKnown() {
    QuestionRound next = withState(stateWithName(), "rename", "{\"id\": 7}", ME);

    assertThat(next.ask("who", NAME)).map(Reply::accepted).contains(true);
    assertThat(next.open()).isEmpty();
  }

  @Test
  void aStateIsOfNoUseForAnythingButItsOwnRequest() {
    String state = stateWithName();

    assertThatThrownBy(() -> withState(state, "delete", "{\"id\": 7}", ME)).hasMessageContaining("another request");
    assertThatThrownBy(() -> withState(state, "rename", "{\"id\": 8}", ME)).hasMessageContaining("another request");
    assertThatThrownBy(() -> withState(state, "rename", "{\"id\": 7}", by("you")))
        .hasMessageContaining("another request");
  }

  @Test
  void aStateEndsWithItsTime() {
    String state = stateWithName();
    now = now.plus(LIFETIME);
    assertThat(withState(state, "rename", "{\"id\": 7}", ME).ask("who", NAME)).isPresent();
    now = now.plusSeconds(1);

    assertThatThrownBy(() -> withState(state, "rename", "{\"id\": 7}", ME)).hasMessageContaining("tools.answer_within");
  }

  @Test
  void aStateThatWasChangedAnywhereIsRefused() {
    String state = stateWithName();
    for (int i = 0; i < state.length(); i += 7) {
      char other = state.charAt(i) == 'A' ? 'B' : 'A';
      String changed = state.substring(0, i) + other + state.substring(i + 1);
      assertThatThrownBy(() -> withState(changed, "rename", "{\"id\": 7}", ME)).hasMessageContaining("gave out");
    }
    for (String wrong : new String[] {state + "x", "", ".", "e30", state.substring(state.indexOf('.'))}) {
      assertThatThrownBy(() -> withState(wrong, "rename", "{\"id\": 7}", ME)).hasMessageContaining("gave out");
    }
    assertThatThrownBy(() -> new Rounds(new Signer("other key"), LIFETIME, () -> now, json)
        .begin(call("rename", "{\"id\": 7}", "\"requestState\": \"" + state + "\","), ME))
        .hasMessageContaining("gave out");
    assertThatThrownBy(() -> rounds.begin(call("rename", "{}", "\"requestState\": 5,"), ME))
        .hasMessageContaining("gave out");
  }

  @Test
  void anAnswerThatDoesNotFitLeavesItsQuestionOpen() {
    for (String answer : new String[] {"{}", "{\"action\": \"accept\"}", "{\"action\": \"accept\", \"content\": {}}",
      "{\"action\": \"accept\", \"content\": {\"name\": 5}}", "{\"action\": \"accept\", \"content\": [1]}"}) {
      QuestionRound round = rounds.begin(call("t", "{}", "\"inputResponses\": {\"who\": " + answer + "},"), ME);
      assertThat(round.ask("who", NAME)).as(answer).isEmpty();
      assertThat(round.open()).as(answer).isEqualTo(Map.of("who", NAME));
    }
    for (String responses : new String[] {"null", "[]", "{\"who\": 5}"}) {
      assertThatThrownBy(() -> rounds.begin(call("t", "{}", "\"inputResponses\": " + responses + ","), ME))
          .as(responses)
          .hasMessageContaining("must be an object");
    }
  }

  @Test
  void aRefusalIsAnAnswer() {
    QuestionRound round =
        rounds.begin(call("t", "{}", "\"inputResponses\": {\"sure\": {\"action\": \"decline\"}},"), ME);

    assertThat(round.ask("sure", SURE)).contains(Reply.DECLINED);
    assertThat(Reply.DECLINED.confirmed()).isFalse();
  }

  @Test
  void aClientIsAskedOnlyWhatItSaysItCanAnswer() {
    RpcMessage request = call("t", "{}", "");
    QuestionRound round = rounds.begin(request, ME);
    assertThat(round.canAsk(NAME)).isTrue();
    assertThat(round.canAsk(new Question.Roots())).isFalse();

    assertThatThrownBy(() -> round.ask("roots", new Question.Roots())).isInstanceOf(WorkerException.class);

    assertThatThrownBy(() -> rounds.inputRequired(round, request, ME)).isInstanceOf(RpcException.class)
        .hasMessageContaining("capability");
    assertThatThrownBy(() -> round.ask("no key", NAME)).isInstanceOf(IllegalArgumentException.class);
  }
}
