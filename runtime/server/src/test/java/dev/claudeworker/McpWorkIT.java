package dev.claudeworker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.RestClient.Answer;
import dev.claudeworker.spi.JsonValue.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Work that goes on after a call and questions of tools, as far as the conformance suite does not look. */
@Timeout(60)
class McpWorkIT {

  private final HttpClient http = HttpClient.newHttpClient();

  @TempDir
  private Path home;

  private RestFixture server;
  private RestClient client;
  private McpCaller caller;

  @BeforeEach
  void start() throws Exception {
    server = new RestFixture(home);
    server.tools.add("conformance", "fixture", new ConformanceTools());
    client = new RestClient(server.port);
    caller = new McpCaller(client);
  }

  @AfterEach
  void stop() throws Exception {
    http.shutdownNow();
    client.close();
    server.close();
  }

  private Answer call(String tool, String params) {
    return caller.stateless("tools/call", tool, "\"name\":\"" + tool + "\"" + params, McpCaller.TASKS);
  }

  private String begin(String tool, String params) {
    Answer answer = call(tool, params);
    assertThat(answer.text()).contains("\"resultType\":\"task\"", "\"status\":");
    return result(answer).text("taskId").orElseThrow();
  }

  private static JsonObject result(Answer answer) {
    return (JsonObject) answer.json().get("result").orElseThrow();
  }

  private Answer get(String task) {
    return caller.stateless("tasks/get", task, "\"taskId\":\"" + task + "\"", McpCaller.TASKS);
  }

  @Test
  void answersThatDoNotFitOrWereNotAskedForLeaveWorkAsItIs() {
    String task = begin("confirm_delete", "");
    for (String answer : new String[] {"{\"other\":{}}", "{\"sure\":{}}",
      "{\"sure\":{\"action\":\"accept\",\"content\":{\"confirm\":\"yes\"}}}"}) {
      assertThat(update(task, answer).text()).contains("\"resultType\":\"complete\"");
      assertThat(get(task).text()).as(answer).contains("input_required", "Delete it?");
    }
    assertThat(update(task, "5").text()).contains("-32602");
    update(task, "{\"sure\":{\"action\":\"decline\"}}");
    assertThat(get(task).text()).contains("\"status\":\"completed\"", "kept");
  }

  private Answer update(String task, String responses) {
    return caller.stateless("tasks/update", task,
        "\"taskId\":\"" + task + "\",\"inputResponses\":" + responses, McpCaller.TASKS);
  }

  @Test
  void aHandleIsOfNoUseIfItsToolIsGoneOrItWasNeverGivenOut() {
    String task = begin("confirm_delete", "");
    assertThat(get(task + "x").text()).contains("-32602", "never gave out");
    assertThat(caller.stateless("tasks/get", task, "", McpCaller.TASKS).text()).contains("-32602", "taskId is missing");
    server.tools.remove("conformance");

    assertThat(get(task).text()).contains("-32602", "not offered any more");
  }

  @Test
  void aQuestionThatCannotBePassedOnIsAResultThatSaysSo() {
    String tool = "test_input_required_result_elicitation";
    assertThat(client.post("/api/v1/tools/" + tool + "/call", "{}").text())
        .contains("\"isError\":true", "What is your name?", "declares it can answer");
    String session = caller.initialize("2025-11-25").header("Mcp-Session-Id").orElseThrow();
    assertThat(caller.inSession(session, "tools/call", "\"name\":\"" + tool + "\"").text())
        .contains("\"isError\":true", "What is your name?");
    assertThat(caller.inSession(session, "prompts/get", "\"name\":\"test_input_required_result_prompt\"").text())
        .contains("-32602", "What context");
  }

  @Test
  void sinceNovember2025ACallBecomesATaskIfItsClientSaysSo() {
    Answer opened = caller.initialize("2025-11-25");
    assertThat(opened.text()).contains("\"tasks\":{\"cancel\":{},\"requests\":{\"tools\":{\"call\":{}}}}");
    String session = opened.header("Mcp-Session-Id").orElseThrow();
    Function<String, Answer> call = params -> caller.inSession(session, "tools/call", params);
    assertThat(caller.inSession(session, "tools/list", "").text())
        .contains("\"execution\":{\"taskSupport\":\"optional\"}", "\"execution\":{\"taskSupport\":\"required\"}");

    assertThat(call.apply("\"name\":\"slow_compute\",\"arguments\":{\"seconds\":1}").text()).contains("computed");
    assertThat(call.apply("\"name\":\"failing_job\"").text()).contains("-32601", "only be called as a task");
    assertThat(call.apply("\"name\":\"greet\",\"task\":{}").text()).contains("-32601", "cannot be called as a task");

    String task = early(call.apply("\"name\":\"slow_compute\",\"arguments\":{\"seconds\":1},\"task\":{\"ttl\":60000}"));
    assertThat(inSession(session, "tasks/get", task).text())
        .contains("\"status\":\"working\"", "\"ttl\":null", "\"pollInterval\":50", "It computes.");
    assertThat(inSession(session, "tasks/result", task).text())
        .contains("computed", "\"io.modelcontextprotocol/related-task\":{\"taskId\":\"" + task);
    assertThat(inSession(session, "tasks/cancel", task).text()).contains("-32602", "already ended");

    String asking = early(call.apply("\"name\":\"confirm_delete\",\"task\":{}"));
    assertThat(inSession(session, "tasks/get", asking).text()).contains("\"status\":\"input_required\"");
    assertThat(inSession(session, "tasks/cancel", asking).text()).contains("\"status\":\"cancelled\"");
    assertThat(inSession(session, "tasks/result", asking).text()).contains("-32602", "was cancelled");

    String broken = early(call.apply("\"name\":\"protocol_error_job\",\"task\":{}"));
    assertThat(inSession(session, "tasks/result", broken).text()).contains("-32603", "It broke.");
    String soon = early(call.apply("\"name\":\"slow_compute\",\"task\":{}"));
    assertThat(inSession(session, "tasks/result", soon).text()).as("over at once").contains("computed");
  }

  private static String early(Answer answer) {
    return ((JsonObject) result(answer).get("task").orElseThrow()).text("taskId").orElseThrow();
  }

  private Answer inSession(String session, String method, String task) {
    return caller.inSession(session, method, "\"taskId\":\"" + task + "\"");
  }

  @Test
  void whatIsReadIsHeldAgainstTheSameBoundAsResults() {
    String uri = "test://template/" + "x".repeat(RestFixture.MAX_TOOL_RESULT / 2) + "/data";
    assertThat(caller.stateless("resources/read", uri, "\"uri\":\"" + uri + "\"", "{}").text())
        .contains("-32602", "tools.max_result");
    assertThat(caller.stateless("prompts/get", "test_prompt_with_arguments",
        "\"name\":\"test_prompt_with_arguments\",\"arguments\":{\"arg1\":\"1\",\"arg2\":\""
            + "y".repeat(RestFixture.MAX_TOOL_RESULT) + "\"}",
        "{}").text()).contains("-32602", "tools.max_result");
  }

  @Test
  void olderRevisionsKnowNoTasks() {
    Answer opened = caller.initialize("2025-06-18");
    assertThat(opened.text()).doesNotContain("\"tasks\"");
    String session = opened.header("Mcp-Session-Id").orElseThrow();
    assertThat(caller.inSession(session, "tools/list", "").text()).doesNotContain("taskSupport");
    assertThat(inSession(session, "tasks/get", "x").text()).contains("-32601");
    assertThat(caller.inSession(session, "tools/call", "\"name\":\"slow_compute\",\"task\":{}").text())
        .contains("computed");
  }

  @Test
  void whoListensHearsOfWorkAndOfTheEndOfTheServer() throws Exception {
    assertThat(caller.stateless("subscriptions/listen", "", "\"notifications\":{\"taskIds\":[\"x\"]}", "{}").text())
        .contains("-32021", "io.modelcontextprotocol/tasks");
    String task = begin("confirm_delete", "");
    String more = begin("slow_compute", ",\"arguments\":{\"seconds\":60}");
    String ids = "\"" + task + "\",\"unknown\",\"" + task + "\",\"" + more + "\",\"beyond\",\"the bound\"";
    var request = HttpRequest.newBuilder(URI.create("http://localhost:" + server.port + "/mcp"))
        .POST(HttpRequest.BodyPublishers.ofString(McpCaller.body("subscriptions/listen",
            "\"notifications\":{\"taskIds\":[" + ids + "],\"toolsListChanged\":false}", McpCaller.TASKS)));
    McpCaller.headers("subscriptions/listen", "").forEach(request::header);
    Iterator<String> lines = http.send(request.build(), BodyHandlers.ofLines())
        .body()
        .filter(line -> line.startsWith("data:"))
        .iterator();

    assertThat(lines.next()).contains("acknowledged", "\"taskIds\":[\"" + task + "\",\"" + more + "\"]");
    assertThat(lines.next() + lines.next()).contains("notifications/tasks", "input_required", "working",
        "\"io.modelcontextprotocol/subscriptionId\":1");
    update(task, "{\"sure\":{\"action\":\"accept\",\"content\":{\"confirm\":true}}}");
    assertThat(lines.next()).contains("notifications/tasks", "\"status\":\"completed\"", "deleted");
    Thread stopping = Thread.ofVirtual().start(server::stopHttp);
    assertThat(lines.next()).contains("\"id\":1", "\"resultType\":\"complete\"");
    assertThat(lines.hasNext()).isFalse();
    assertThat(stopping.join(Duration.ofSeconds(20))).isTrue();
  }

  @Test
  void watchedResourcesTellThatTheyChanged() throws Exception {
    String session = caller.initialize("2025-06-18").header("Mcp-Session-Id").orElseThrow();
    for (int i = 1; i <= RestFixture.MAX_FOLLOWED; i++) {
      assertThat(caller.inSession(session, "resources/subscribe", "\"uri\":\"test://" + i + "\"").text())
          .contains("\"result\":{}");
    }
    assertThat(caller.inSession(session, "resources/subscribe", "\"uri\":\"test://more\"").text())
        .contains("-32602", "tools.max_followed");
    caller.inSession(session, "resources/unsubscribe", "\"uri\":\"test://1\"");
    caller.inSession(session, "resources/subscribe", "\"uri\":\"test://static-text\"");
    Iterator<String> lines = http.send(HttpRequest.newBuilder(URI.create("http://localhost:" + server.port + "/mcp"))
        .header("Mcp-Session-Id", session)
        .header("Accept", "text/event-stream")
        .build(), BodyHandlers.ofLines()).body().iterator();
    assertThat(lines.next()).as("keep alive: the stream is open").startsWith(":");
    server.tools.remove("conformance");

    while (lines.hasNext()) {
      if (lines.next().contains("notifications/resources/updated")) {
        return;
      }
    }
    throw new AssertionError("nothing was told");
  }
}
