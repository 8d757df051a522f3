package dev.claudeworker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.claudeworker.RestClient.Answer;
import dev.claudeworker.spi.JsonValue.JsonNumber;
import dev.claudeworker.spi.JsonValue.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestOrchestrationsIT {

  private static final String ORCHESTRATIONS = "/api/v1/orchestrations";
  private static final String TASKS = "/api/v1/tasks";

  @TempDir
  Path home;

  private RestFixture server;
  private RestClient client;

  @BeforeEach
  void start() throws Exception {
    server = new RestFixture(home);
    client = server.client();
  }

  @AfterEach
  void stop() throws Exception {
    client.close();
    server.close();
  }

  private Answer ended(long id) {
    String path = ORCHESTRATIONS + "/" + id;
    await().atMost(Duration.ofSeconds(20))
        .until(() -> !List.of("pending", "running").contains(client.get(path).text("status")));
    return client.get(path);
  }

  private static JsonObject task(Answer orchestration, String identifier) {
    return orchestration.objects("tasks")
        .stream()
        .filter(task -> task.text("identifier").orElseThrow().equals(identifier))
        .findFirst()
        .orElseThrow();
  }

  private static String status(Answer orchestration, String identifier) {
    return task(orchestration, identifier).text("status").orElseThrow();
  }

  private static List<String> problems(Answer answer) {
    return answer.objects("errors")
        .stream()
        .map(problem -> problem.text("pointer").orElseThrow() + ": " + problem.text("detail").orElseThrow())
        .toList();
  }

  @Test
  void aGraphIsStoredAndRunsToItsEnd() {
    Answer created = client.post(ORCHESTRATIONS, """
        {"name": "nightly", "tasks": [
          {"identifier": "train", "execution_prompt": "train on {{tasks.fetch.result}}", "depends_on": ["process"]},
          {"identifier": "fetch", "execution_prompt": "fetch it"},
          {"identifier": "process", "execution_prompt": "process it", "depends_on": ["fetch"], "initial_delay": 0.01}]}
        """);

    assertThat(created.status()).isEqualTo(201);
    assertThat(created.header("Location")).contains(ORCHESTRATIONS + "/" + created.number("orchestration_id"));
    assertThat(created.number("total_tasks")).isEqualTo(3);
    assertThat(created.objects("tasks")).extracting(task -> task.text("identifier").orElseThrow())
        .containsExactly("train", "fetch", "process");
    Answer ended = ended(created.number("orchestration_id"));
    assertThat(ended.text("status")).isEqualTo("completed");
    assertThat(ended.number("completed_tasks")).isEqualTo(3);
    assertThat(task(ended, "process").get("depends_on").orElseThrow().toString()).contains("fetch");
    Answer train = client.get(TASKS + "/" + ((JsonNumber) task(ended, "train").get("task_id")
        .orElseThrow()).value());
    assertThat(train.text("final_summary")).isEqualTo("did train on did fetch it");
    assertThat(train.text("identifier")).isEqualTo("train");
    assertThat(train.number("orchestration_id")).isEqualTo(created.number("orchestration_id"));
  }

  @Test
  void everyFixedFieldIsThere() {
    long id = client.post(ORCHESTRATIONS, "{\"tasks\":[{\"identifier\":\"a\",\"execution_prompt\":\"x\"}]}")
        .number("orchestration_id");

    Answer whole = client.get(ORCHESTRATIONS + "/" + id);
    assertThat(whole.json().members().keySet()).contains("orchestration_id", "id", "status", "total_tasks",
        "completed_tasks", "failed_tasks", "skipped_tasks", "created_at", "started_at", "ended_at", "tasks");
    assertThat(whole.objects("tasks").getFirst().members().keySet()).contains("task_id", "identifier", "status",
        "depends_on", "initial_delay", "started_at", "ended_at", "error_message", "last_action_cache", "cost_usd");
    assertThat(client.get(ORCHESTRATIONS + "/" + id + "?without_tasks").json().members()).doesNotContainKey("tasks");
  }

  @Test
  void everyProblemIsToldAtOnceWithItsPlace() {
    Answer refused = client.post(ORCHESTRATIONS,
        """
            {"max_parallel": "many", "colour": 1, "tasks": [
              {"identifier": "fetch", "execution_prompt": "x", "initial_delay": 3601},
              {"identifier": "fetch", "execution_prompt": " ", "type": "approval"},
              {"identifier": "b", "execution_prompt": "use {{tasks.fetch.results}}", "depends_on": ["fetsch"], "template": "t"},
              {"identifier": "c", "execution_prompt": "use {{tasks.b.result}}", "depends_on": [{"task": "fetch", "on": "never"}]},
              {"execution_prompt": "x", "depends_on": "fetch"}, 7]}""");

    assertThat(refused.status()).isEqualTo(422);
    assertThat(problems(refused)).containsExactlyInAnyOrder(
        "/max_parallel: must be 'auto' or a number from 1 to 10000.",
        "/colour: unknown field 'colour'.",
        "/tasks/0/initial_delay: must be a number from 0 to 3600.",
        "/tasks/1/identifier: 'fetch' is used twice, first at /tasks/0.",
        "/tasks/1/execution_prompt: is empty: say what the task is to do.",
        "/tasks/1/type: approvals are not supported yet.",
        "/tasks/2/execution_prompt: '{{tasks.fetch.results}}' is no reference; write {{tasks.IDENTIFIER.result}}.",
        "/tasks/2/depends_on/0: there is no task 'fetsch' in this orchestration. Did you mean 'fetch'?",
        "/tasks/2/template: templates are not supported yet; write the task out.",
        "/tasks/3/execution_prompt: 'b' is not upstream of this task, so its result may not exist when it starts; add it "
            + "to depends_on.",
        "/tasks/3/depends_on/0/on: must be one of completed, ended, failed.",
        "/tasks/4/identifier: is missing: give the task a name that others can depend on.",
        "/tasks/4/depends_on: must be a list of identifiers.",
        "/tasks/5: must be an object.");
    assertThat(client.get(ORCHESTRATIONS).objects("orchestrations")).isEmpty();
  }

  @Test
  void aCycleIsPrinted() {
    Answer refused = client.post(ORCHESTRATIONS, """
        {"tasks": [{"identifier": "a", "execution_prompt": "x", "depends_on": ["c"]},
                   {"identifier": "b", "execution_prompt": "x", "depends_on": ["a"]},
                   {"identifier": "c", "execution_prompt": "x", "depends_on": ["b"]}]}""");

    assertThat(refused.status()).isEqualTo(422);
    assertThat(problems(refused)).singleElement().asString().contains("a -> c -> b -> a");
  }

  @Test
  void boundsAreKept() {
    String eleven = IntStream.range(0, 11)
        .mapToObj(i -> "{\"identifier\":\"t" + i + "\",\"execution_prompt\":\"x\"}")
        .collect(Collectors.joining(","));

    Answer refused = client.post(ORCHESTRATIONS, "{\"tasks\":[" + eleven + "]}");
    assertThat(problems(refused)).containsExactly(
        "/tasks: has 11 tasks; at most 10 are allowed (orchestration.max_tasks).");
    assertThat(problems(client.post(ORCHESTRATIONS, "{\"tasks\":[]}"))).containsExactly(
        "/tasks: must hold at least one task.");
  }

  @Test
  void aDryRunTellsThePlanAndStoresNothing() {
    Answer plan = client.post(ORCHESTRATIONS + "?dry_run", """
        {"tasks": [{"identifier": "a", "execution_prompt": "x"},
                   {"identifier": "b", "execution_prompt": "x", "depends_on": ["a"]},
                   {"identifier": "c", "execution_prompt": "x", "depends_on": ["a"]}]}""");

    assertThat(plan.status()).isEqualTo(200);
    assertThat(plan.text()).contains("\"levels\":[[\"a\"],[\"b\",\"c\"]]", "\"critical_path\":[\"a\",\"b\"]",
        "\"width\":2");
    assertThat(client.get(ORCHESTRATIONS).objects("orchestrations")).isEmpty();
  }

  @Test
  void aFileInYamlWithItsSynonymsIsUnderstood() throws IOException {
    Files.createDirectories(home.resolve("work"));
    var definition = """
        name: pipeline
        failure_policy: continue
        tasks:
          - name: fetch
            execution_prompt: fail this
            working_directory: ./made/on/start
          - name: process
            execution_prompt: go on
            depends-on: [fetch]
            wait_after_dependencies: 0
        """.replace("\n", "\\n");
    Answer created = client.post(ORCHESTRATIONS,
        "{\"definition\":\"" + definition + "\",\"base_directory\":\"" + home.resolve("work")
            + "\",\"source\":\"cli\"}");

    assertThat(created.status()).as(created.text()).isEqualTo(201);
    Answer ended = ended(created.number("id"));
    assertThat(ended.text("status")).isEqualTo("completed");
    assertThat(ended.text("source")).isEqualTo("cli");
    assertThat(status(ended, "fetch")).isEqualTo("failed");
    assertThat(status(ended, "process")).isEqualTo("completed");
    assertThat(home.resolve("work/made/on/start")).isDirectory();
  }

  @Test
  void aDefinitionThatCannotBeReadSaysWhere() {
    Answer refused = client.post(ORCHESTRATIONS, "{\"definition\":\"tasks:\\n  - a: [\"}");

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.text("detail")).contains("The definition is not valid YAML").contains("line");
  }

  @Test
  void aMissingDirectoryOutsideTheSubmittersIsRefused() {
    Answer refused =
        client.post(ORCHESTRATIONS, "{\"base_directory\":\"" + home + "\",\"tasks\":[{\"identifier\":\"a\","
            + "\"execution_prompt\":\"x\",\"working_directory\":\"../elsewhere\"}]}");

    assertThat(problems(refused)).singleElement().asString().contains("/tasks/0/working_directory", "does not exist");
  }

  @Test
  void anOrchestrationIsPausedGoesOnAndIsCancelled() {
    long id = client.post(ORCHESTRATIONS, """
        {"tasks": [{"identifier": "a", "execution_prompt": "hold"},
                   {"identifier": "b", "execution_prompt": "x", "depends_on": ["a"]}]}""").number("id");
    String path = ORCHESTRATIONS + "/" + id;

    assertThat(client.post(path + "/pause", "").text("status")).isEqualTo("paused");
    assertThat(client.post(path + "/unpause", "").text("status")).isEqualTo("running");
    Answer added = client.post(path + "/tasks", """
        {"tasks": [{"identifier": "c", "execution_prompt": "x", "depends_on": ["b"]}]}""");
    assertThat(added.status()).as(added.text()).isEqualTo(201);
    assertThat(added.number("total_tasks")).isEqualTo(3);
    Answer cancelled = client.delete(path + "/cancel");
    assertThat(cancelled.status()).isEqualTo(200);
    assertThat(cancelled.text("message")).contains("cancelled");
    await().atMost(Duration.ofSeconds(20)).until(() -> status(client.get(path), "a").equals("cancelled"));
    assertThat(status(client.get(path), "c")).isEqualTo("cancelled");
    assertThat(client.post(path + "/pause", "").status()).isEqualTo(409);
    assertThat(client.get(ORCHESTRATIONS + "?status=cancelled").objects("orchestrations")).hasSize(1);
    assertThat(client.delete(path).status()).as("ended, so it can be deleted").isEqualTo(204);
    assertThat(client.get(path).status()).isEqualTo(404);
    assertThat(client.delete(path).text("code")).isEqualTo("orchestration_not_found");
    assertThat(client.get(ORCHESTRATIONS + "?status=running").objects("orchestrations")).isEmpty();
    assertThat(client.get(ORCHESTRATIONS + "/99").status()).isEqualTo(404);
  }

  @Test
  void onlyWhatFailedIsRetried() {
    long id = client.post(ORCHESTRATIONS, """
        {"tasks": [{"identifier": "a", "execution_prompt": "fail"},
                   {"identifier": "b", "execution_prompt": "x", "depends_on": ["a"]}]}""").number("id");
    Answer failed = ended(id);
    assertThat(failed.text("status")).isEqualTo("failed");
    assertThat(task(failed, "b").text("skipped_because_of")).contains("a");

    Answer retried = client.post(ORCHESTRATIONS + "/" + id + "/retry", "");

    // It may have ended again before the answer is read, so that it was tried again shows in the attempts.
    assertThat(retried.status()).as(retried.text()).isEqualTo(200);
    long failing = ((JsonNumber) task(failed, "a").get("task_id").orElseThrow()).value().longValue();
    await().atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(client.get(TASKS + "/" + failing).number("attempts")).isEqualTo(2));
    assertThat(ended(id).text("status")).isEqualTo("failed");
  }

  @Test
  void whatSingleTasksDependOnCanBeReadAndChanged() {
    long held = client.submit("hold");
    long other = client.submit("hold");
    long task = client.post(TASKS, "{\"execution_prompt\":\"x\",\"depends_on\":[" + held + "]}").number("id");
    long last = client.post(TASKS, "{\"execution_prompt\":\"x\",\"depends_on\":[" + task + "]}").number("id");

    Answer dependencies = client.get(TASKS + "/" + last + "/dependencies?transitive");
    assertThat(dependencies.objects("upstream")).hasSize(2);
    assertThat(dependencies.objects("depends_on").getFirst().text("resolution")).contains("pending");
    assertThat(client.get(TASKS + "/" + held + "/dependencies").objects("dependents")).hasSize(1);

    Answer changed = client.patch(TASKS + "/" + task, "{\"depends_on\":[" + other + "]}");
    assertThat(changed.status()).as(changed.text()).isEqualTo(200);
    assertThat(client.get(TASKS + "/" + held + "/dependencies").objects("dependents")).isEmpty();
    Answer cycle = client.patch(TASKS + "/" + task + "/dependencies", "{\"add\":[{\"task\":" + last + "}]}");
    assertThat(cycle.status()).isEqualTo(409);
    assertThat(cycle.text("code")).isEqualTo("dependency_cycle");
    Answer started = client.patch(TASKS + "/" + held + "/dependencies", "{\"remove\":[1]}");
    assertThat(started.text("code")).isEqualTo("task_started");
    server.executor.release();
    server.executor.release();
    await().atMost(Duration.ofSeconds(20))
        .until(() -> client.get(TASKS + "/" + last).text("status").equals("completed"));
  }

  @Test
  void aBatchIsAcceptedWholeOrNotAtAll() {
    Answer created = client.post(TASKS + "/batch", """
        {"tasks": [{"execution_prompt": "a"}, {"execution_prompt": "b"}]}""");
    assertThat(created.status()).isEqualTo(201);
    assertThat(created.objects("tasks")).hasSize(2);

    Answer refused = client.post(TASKS + "/batch", """
        {"tasks": [{"execution_prompt": "a"}, {"execution_prompt": "", "colour": 1}]}""");
    assertThat(problems(refused)).containsExactlyInAnyOrder(
        "/tasks/1/execution_prompt: is empty: say what the task is to do.",
        "/tasks/1/colour: unknown field 'colour'.");
    assertThat(problems(client.post(TASKS + "/batch", "{\"tasks\":[{},{},{},{}]}"))).containsExactly(
        "/tasks: must hold 1 to 3 tasks (queue.max_submission), not 4.");
    assertThat(client.get(TASKS).objects("tasks")).hasSize(2);
  }

  @Test
  void tasksWithTheSameKeyAreKeptApart() {
    long first = client.post(TASKS, "{\"execution_prompt\":\"hold\",\"concurrency_key\":\"deploy\"}").number("id");
    long second = client.post(TASKS, "{\"execution_prompt\":\"x\",\"concurrency_key\":\"deploy\"}").number("id");
    await().atMost(Duration.ofSeconds(20))
        .until(() -> client.get(TASKS + "/" + first).text("status").equals("running"));

    Answer waiting = client.get(TASKS + "/" + second);
    assertThat(waiting.text("status")).isEqualTo("pending");
    assertThat(waiting.text()).contains("\"code\":\"concurrency\"", "\"holders\":[" + first + "]");
    server.executor.release();
    await().atMost(Duration.ofSeconds(20))
        .until(() -> client.get(TASKS + "/" + second).text("status").equals("completed"));
  }
}
