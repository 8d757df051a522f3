package dev.claudeworker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.claudeworker.RestClient.Answer;
import dev.claudeworker.security.TaskGrant;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.task.AttemptStatus;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.tool.ToolResult;
import dev.claudeworker.spi.tool.WorkerApi;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a running task may do with its own token, and what not. */
@Timeout(60)
class TaskTokenIT {

  private static final String TASKS = "/api/v1/tasks";
  private static final String ORCHESTRATIONS = "/api/v1/orchestrations";
  private static final String HELD = "{\"execution_prompt\":\"hold\"}";

  @TempDir
  private Path home;

  private RestFixture server;
  private RestClient client;

  @BeforeEach
  void start() throws Exception {
    server = new RestFixture(home);
    client = new RestClient(server.port);
  }

  @AfterEach
  void stop() throws Exception {
    client.close();
    server.close();
  }

  /** A task that runs until it is released. */
  private final class Running {

    private final long id;
    private final String token;

    Running(Answer submitted) {
      assertThat(submitted.status()).as(submitted.text()).isEqualTo(201);
      id = submitted.number("id");
      token = tokenOf(id);
    }

    Answer get(String path) {
      return client.send("GET", path, new byte[0], Map.of("Authorization", "Bearer " + token));
    }

    Answer post(String path, String body) {
      return client.post(path, body, "Authorization", "Bearer " + token);
    }

    Answer post(String path, String body, String key) {
      return client.post(path, body, "Authorization", "Bearer " + token, "Idempotency-Key", key);
    }
  }

  private String tokenOf(long id) {
    var task = new TaskId(id);
    await().atMost(Duration.ofSeconds(10))
        .until(() -> server.core.queue()
            .attempts(task)
            .stream()
            .anyMatch(attempt -> attempt.status() == AttemptStatus.RUNNING));
    var attempt = server.core.queue().attempts(task).getLast();
    return RestFixture.TASK_TOKENS.issue(new TaskGrant(task, attempt.number(), attempt.uuid()));
  }

  private Running running(String more) {
    return new Running(client.post(TASKS, "{\"execution_prompt\":\"hold\"" + more + "}"));
  }

  private static void refused(int status, String code, Answer answer, String... told) {
    assertThat(List.of(told)).allSatisfy(words -> assertThat(answer.text()).contains(words));
    assertThat(answer.text("code")).as(answer.text()).isEqualTo(code);
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.text("suggestion")).isNotEmpty();
  }

  @Test
  void createsTasksThatKnowTheirParentAndTakeAfterIt() {
    Running task = running(",\"executor_options\":{\"max_turns\":3},\"environment\":{\"LANG\":\"de_DE\"}");

    Answer child = task.post(TASKS, "{\"execution_prompt\":\"do it\",\"model\":\"opus\"}");

    assertThat(child.status()).as(child.text()).isEqualTo(201);
    assertThat(child.number("parent_task_id")).isEqualTo(task.id);
    assertThat(child.text("submitted_by")).isEqualTo("task-" + task.id);
    assertThat(child.text()).contains("\"executor_options\":{\"max_turns\":3}", "\"model\":\"opus\"");
    assertThat(server.core.queue().input(new TaskId(child.number("id"))).orElseThrow().environment())
        .containsEntry("LANG", "de_DE");
    assertThat(client.get(TASKS + "?parent_task_id=" + task.id).objects("tasks")).hasSize(1);
  }

  @Test
  void theNumberOfItsTasksIsBoundedHoweverManyComeAtOnce() throws Exception {
    Running task = running("");
    Callable<Answer> create = () -> task.post(TASKS, "{\"execution_prompt\":\"do it\"}");
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Integer> statuses = threads.invokeAll(Stream.generate(() -> create).limit(9).toList())
          .stream()
          .map(answer -> answer.resultNow().status())
          .toList();
      assertThat(statuses).filteredOn(status -> status == 201).hasSize(RestFixture.FAMILY.maxChildren());
    }
    refused(422, "too_many_children", create.call(), "has created 4 tasks", "tools.max_children", "yourself");
    Running other = running("");
    String three = "{\"tasks\":[" + HELD + "," + HELD + "," + HELD + "]}";
    assertThat(other.post(TASKS + "/batch", three).status()).isEqualTo(201);
    refused(422, "too_many_children", other.post(TASKS + "/batch", three), "Create at most 1");
  }

  @Test
  void aRepetitionIsAnsweredWithTheSameTaskAlsoWhenNoMoreMayBeCreated() {
    Running task = running("");
    String last = "the-last-one";
    for (int i = 1; i < RestFixture.FAMILY.maxChildren(); i++) {
      assertThat(task.post(TASKS, HELD).status()).isEqualTo(201);
    }
    Answer created = task.post(TASKS, HELD, last);
    refused(422, "too_many_children", task.post(TASKS, HELD, "one-too-many"), "tools.max_children");

    Answer repeated = task.post(TASKS, HELD, last);

    assertThat(repeated.status()).as(repeated.text()).isEqualTo(200);
    assertThat(repeated.number("id")).isEqualTo(created.number("id"));
    assertThat(task.post(TASKS, "{\"execution_prompt\":\"another\"}", last).status()).isEqualTo(422);
    assertThat(client.get(TASKS + "?parent_task_id=" + task.id).objects("tasks"))
        .hasSize(RestFixture.FAMILY.maxChildren());
  }

  @Test
  void generationsAreBounded() {
    Running top = running("");
    Running middle = new Running(top.post(TASKS, HELD));
    Running bottom = new Running(middle.post(TASKS, HELD));

    refused(422, "children_too_deep", bottom.post(TASKS, HELD), "no deeper than 2", "tools.max_depth");
  }

  @Test
  void moneyOfItsTasksComesOutOfItsOwn() {
    Running task = running(",\"max_cost_usd\":1");

    refused(422, "child_needs_max_cost", task.post(TASKS, HELD), "at most 1.");
    assertThat(task.post(TASKS, "{\"execution_prompt\":\"hold\",\"max_cost_usd\":0.6}").status()).isEqualTo(201);
    refused(422, "children_too_costly", task.post(TASKS, "{\"execution_prompt\":\"hold\",\"max_cost_usd\":0.6}"),
        "0.4 USD left");
  }

  @Test
  void itGivesNothingThatItDoesNotHave() throws Exception {
    Path inside = Files.createDirectories(home.resolve("work/inside"));
    Files.createSymbolicLink(home.resolve("work/way-out"), Files.createDirectory(home.resolve("elsewhere")));
    Running task = running(",\"working_directory\":\"" + inside.getParent() + "\"");

    for (String field : List.of("\"executor\":\"shell\"", "\"executor_options\":{\"max_turns\":9}",
        "\"environment\":{\"PATH\":\"/tmp\"}", "\"parent_task_id\":4711", "\"working_directory\":\"/\"",
        "\"working_directory\":\"" + home + "/work/way-out\"", "\"working_directory\":\"" + home + "/elsewhere\"")) {
      refused(422, "invalid_request", task.post(TASKS, "{\"execution_prompt\":\"x\"," + field + "}"), "creates this");
    }
    refused(422, "invalid_request", task.post(ORCHESTRATIONS,
        "{\"base_directory\":\"" + home + "\",\"tasks\":[{\"identifier\":\"a\",\"execution_prompt\":\"x\","
            + "\"working_directory\":\"work/way-out/new\"}]}"),
        "lies outside of");
    assertThat(task.post(TASKS,
        "{\"execution_prompt\":\"x\",\"working_directory\":\"" + inside + "\"}").text("working_directory"))
        .isEqualTo(inside.toRealPath().toString());
    assertThat(task.post(TASKS, "{\"execution_prompt\":\"x\"}").text("working_directory"))
        .isEqualTo(inside.toRealPath().getParent().toString());
  }

  @Test
  void itSeesItsOwnAndNothingElse() {
    client.post(TASKS, HELD);
    Running task = running("");
    long child = task.post(TASKS, HELD).number("id");

    for (String path : List.of("", "/attempts", "/logs")) {
      assertThat(task.get(TASKS + "/" + task.id + path).status()).isEqualTo(200);
      assertThat(task.get(TASKS + "/" + child + path).status()).isEqualTo(200);
      refused(403, "not_its_own", task.get(TASKS + "/1" + path), "Task 2 sees only", "list_tasks");
    }
    assertThat(task.get(TASKS).objects("tasks")).singleElement()
        .satisfies(listed -> assertThat(listed.toString()).contains("id=JsonNumber[value=" + child));
    assertThat(task.get(TASKS + "?parent_task_id=1").objects("tasks")).as("whatever it asks for").hasSize(1);
    assertThat(task.get(TASKS + "/wait?timeout=0&id=" + child).status()).isEqualTo(200);
    refused(403, "not_its_own", task.get(TASKS + "/wait?timeout=0&id=1," + child));
    refused(422, "invalid_request", task.post(TASKS, "{\"execution_prompt\":\"x\",\"depends_on\":[1]}"), "task 1");
  }

  @Test
  void itAddsTasksToItsOwnOrchestrationAlone() {
    String graph = "{\"tasks\":[{\"identifier\":\"lead\",\"execution_prompt\":\"hold\"}]}";
    client.post(ORCHESTRATIONS, graph);
    long own = client.post(ORCHESTRATIONS, graph).number("id");
    long lead = client.get(TASKS + "?orchestration_id=" + own)
        .objects("tasks")
        .getFirst()
        .get("id")
        .map(id -> Long.parseLong(id.toString().replaceAll("[^0-9]", "")))
        .orElseThrow();
    String token = tokenOf(lead);
    String more = "{\"tasks\":[{\"identifier\":\"more\",\"execution_prompt\":\"x\",\"depends_on\":[\"lead\"]}]}";

    assertThat(client.post(ORCHESTRATIONS + "/" + own + "/tasks", more, "X-API-Token", token).status()).isEqualTo(201);
    refused(403, "not_its_own", client.post(ORCHESTRATIONS + "/1/tasks", more, "X-API-Token", token),
        "Task 2 of orchestration 2 sees only what is its own: itself, orchestration 2 and what it created");
    Map<String, String> shown = Map.of("X-API-Token", token);
    assertThat(client.send("GET", ORCHESTRATIONS + "/" + own, new byte[0], shown).number("total_tasks")).isEqualTo(2);
    assertThat(client.send("GET", TASKS + "?orchestration_id=" + own, new byte[0], shown).objects("tasks")).hasSize(2);
    refused(403, "not_its_own", client.send("GET", ORCHESTRATIONS + "/1", new byte[0], shown));
    refused(403, "not_its_own", client.send("GET", TASKS + "?orchestration_id=1", new byte[0], shown));
    long made = client.post(ORCHESTRATIONS, graph, "X-API-Token", token).number("id");
    assertThat(client.send("GET", ORCHESTRATIONS + "/" + made, new byte[0], shown).number("parent_task_id"))
        .isEqualTo(lead);
  }

  @Test
  void everyOtherRouteIsRefused() {
    Running task = running("");
    Set<String> allowed = Set.of("POST /mcp", "GET /mcp", "DELETE /mcp", "GET /health", "GET /api/v1/tasks",
        "GET /api/v1/tasks/wait", "GET /api/v1/tasks/{id}", "GET /api/v1/tasks/{id}/attempts",
        "GET /api/v1/tasks/{id}/logs", "GET /api/v1/orchestrations/{id}", "POST /api/v1/tasks",
        "POST /api/v1/tasks/batch", "POST /api/v1/orchestrations", "POST /api/v1/orchestrations/{id}/tasks");
    Set<String> let = server.routes.routes().stream().filter(route -> {
      String path = route.path().replaceAll("\\{[a-z_]+}", Long.toString(task.id));
      Answer answer = client.send(route.method(), path, "{}".getBytes(StandardCharsets.UTF_8),
          Map.of("Authorization", "Bearer " + task.token, "Content-Type", "application/json"));
      return answer.status() != 403 || !answer.text("code").equals("not_for_tasks");
    }).map(route -> route.method() + " " + route.path()).collect(Collectors.toSet());

    assertThat(let).isEqualTo(allowed);
  }

  @Test
  void theTokenDiesWithTheAttempt() {
    Running task = running("");
    assertThat(task.get(TASKS).status()).isEqualTo(200);

    server.executor.release();
    await().atMost(Duration.ofSeconds(10))
        .until(() -> client.get(TASKS + "/" + task.id).text("status").equals("completed"));

    refused(403, "attempt_ended", task.get(TASKS), "Attempt 1 of task 1 has ended", "stop");
    refused(403, "attempt_ended", task.post(TASKS, HELD));
    refused(403, "attempt_ended", task.post("/mcp", "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\"}"));
  }

  @Test
  void toolsActWithTheRightsOfTheTaskThatCallsThem() {
    server.tools.add("test", "fixture", () -> List.of(
        FixtureTool.of("look_for_tasks", call -> ToolResult.text(call.caller() + " "
            + call.api().send(WorkerApi.Request.get(TASKS + "/1")).status() + " "
            + call.workingDirectory().orElseThrow())),
        FixtureTool.of("secret", _ -> ToolResult.text("seen"))));
    client.post(TASKS, HELD);
    Running task = running("");

    assertThat(mcp(task.token, "tools/list", "")).contains("look_for_tasks").doesNotContain("\"secret\"");
    assertThat(mcp(RestFixture.TOKEN, "tools/list", "")).contains("look_for_tasks", "\"secret\"");
    assertThat(mcp(task.token, "tools/call", "look_for_tasks")).contains("task-2 403 " + home);
    assertThat(mcp(task.token, "tools/call", "secret")).contains("\"isError\":true", "tools.expose")
        .doesNotContain("seen");
    assertThat(mcp(task.token, "server/discover", "")).contains("You are task 2 yourself", "at most 4")
        .as("no stream that breaks when the server is started again")
        .doesNotContain("listChanged");
    assertThat(mcp(RestFixture.TOKEN, "server/discover", "")).doesNotContain("yourself");
  }

  private String mcp(String token, String method, String tool) {
    String name = tool.isEmpty() ? "" : "\"name\":\"" + tool + "\",";
    String message = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"" + method + "\",\"params\":{" + name
        + "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
        + "\"io.modelcontextprotocol/clientCapabilities\":{}}}}";
    return client.post("/mcp", message, "Authorization", "Bearer " + token, "MCP-Protocol-Version", "2026-07-28",
        "Mcp-Method", method, "Mcp-Name", tool).text();
  }
}
