package dev.claudeworker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.claudeworker.RestClient.Answer;
import dev.claudeworker.spi.JsonValue.JsonArray;
import dev.claudeworker.spi.JsonValue.JsonNull;
import dev.claudeworker.spi.JsonValue.JsonNumber;
import dev.claudeworker.spi.JsonValue.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestTasksIT {

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

  @Test
  void aSubmittedTaskRunsAndShowsItsResult() {
    Answer created = client.post(TASKS, """
        {"execution_prompt": "--help me", "name": "first", "labels": {"team": "a"}, "priority": "high",
         "executor_options": {"max_turns": 5}, "timeout_seconds": 90.5, "model": "some-model-of-tomorrow"}""");

    assertThat(created.status()).isEqualTo(201);
    assertThat(created.header("Location")).contains(TASKS + "/" + created.number("id"));
    assertThat(created.header("X-Correlation-Id")).isPresent();
    Answer task = ended(created.number("id"));
    assertThat(task.text("status")).isEqualTo("completed");
    assertThat(task.text("execution_prompt")).isEqualTo("--help me");
    assertThat(task.text("final_summary")).isEqualTo("did --help me");
    assertThat(task.text("model")).isEqualTo("some-model-of-tomorrow");
    assertThat(task.text("name")).isEqualTo("first");
    assertThat(task.number("priority")).isEqualTo(75);
    assertThat(task.text("submitted_by")).isEqualTo("me");
    assertThat(task.json().get("error_message")).contains(new JsonNull());
    assertThat(task.text()).contains("\"timeout_seconds\":90.500", "\"labels\":{\"team\":\"a\"}", "\"attempts\":1");
    assertThat(task.header("ETag")).contains("\"" + task.number("version") + "\"");
  }

  @Test
  void everyNamedFieldIsThere() {
    Answer task = client.get(TASKS + "/" + client.submit("hello"));

    assertThat(task.json().members().keySet()).contains("id", "uuid", "status", "wait_reason", "working_directory",
        "execution_prompt", "model", "executor", "account", "priority", "name", "labels", "created_at", "started_at",
        "ended_at",
        "due_at", "last_action_cache", "final_summary", "error_message", "error", "denied_tool_calls", "attempts",
        "failures",
        "usage", "orchestration_id", "identifier", "depends_on", "initial_delay", "timeout_seconds", "version");
  }

  @Test
  void aFailedTaskSaysWhyAndWhatToDo() {
    Answer task = ended(client.submit("fail now"));

    assertThat(task.text("status")).isEqualTo("failed");
    assertThat(task.text("error_message")).isEqualTo("it was told to");
    assertThat(task.text()).contains("\"code\":\"told_to_fail\"", "\"category\":\"user\"",
        "\"suggestion\":\"Tell it otherwise.\"");
  }

  @Test
  void everythingWrongWithABodyIsToldAtOnceByPointer() {
    Answer answer = client.post(TASKS, """
        {"execution_prompt": "", "prioritty": 1, "priority": 101, "timeout_seconds": -1, "labels": {"a/b": 1},
         "working_directory": "relative", "executor": "obediant", "retry": {"attempts": 0, "back": "x"},
         "max_cost_usd": "ten", "depends_on": ["x"], "uuid": "1"}""");

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.header("Content-Type")).contains("application/problem+json");
    assertThat(answer.text("code")).isEqualTo("invalid_request");
    assertThat(answer.text("suggestion")).isNotBlank();
    assertThat(pointers(answer)).containsExactlyInAnyOrder("/execution_prompt", "/prioritty", "/priority",
        "/timeout_seconds",
        "/labels/a~1b", "/working_directory", "/executor", "/retry/attempts", "/retry/back", "/max_cost_usd",
        "/depends_on",
        "/uuid");
    assertThat(answer.text()).contains("Did you mean 'priority'?", "known: obedient", "Did you mean 'obedient'?");
  }

  @Test
  void optionsAreCheckedAgainstTheExecutorsSchema() {
    Answer answer = client.post(TASKS,
        "{\"execution_prompt\":\"x\",\"executor_options\":{\"max_turns\":11,\"maxturns\":1}}");

    assertThat(answer.status()).isEqualTo(422);
    assertThat(pointers(answer)).containsExactlyInAnyOrder("/executor_options/max_turns", "/executor_options/maxturns");
    assertThat(answer.text()).contains("at most 10", "Did you mean 'max_turns'?");
  }

  @Test
  void promptsThatCannotBeCarriedOutAreRefused() {
    assertProblem(client.post(TASKS, "{}"), 422, "/execution_prompt");
    assertProblem(client.post(TASKS, "{\"execution_prompt\":null}"), 422, "is missing");
    assertProblem(client.post(TASKS, "{\"execution_prompt\":\" \\n\"}"), 422, "is empty");
    assertProblem(client.post(TASKS, "{\"execution_prompt\":5}"), 422, "must be a text");
    assertProblem(client.post(TASKS, "{\"execution_prompt\":\"a\\u0000b\"}"), 422, "NUL");
    assertProblem(client.post(TASKS, "{\"execution_prompt\":\"a\\ud800b\"}"), 422, "surrogate");
    assertProblem(client.post(TASKS, "{\"execution_prompt\":\"a\",\"system_prompt\":\"\\u0000\"}"), 422, "NUL");
  }

  @Test
  void aPromptIsAcceptedUpToItsLimitInBytes() {
    String longest = "é".repeat(RestFixture.MAX_PROMPT / 2);

    assertThat(client.post(TASKS, "{\"execution_prompt\":\"" + longest + "\"}").status()).isEqualTo(201);
    assertProblem(client.post(TASKS, "{\"execution_prompt\":\"" + longest + "x\"}"), 413, "task.max_prompt");
  }

  @Test
  void aBodyIsAcceptedUpToItsLimit() {
    String start = "{\"execution_prompt\":\"x\",\"bogus\":\"";
    String fits = start + "y".repeat(RestFixture.MAX_BODY - start.length() - 2) + "\"}";

    assertProblem(client.post(TASKS, fits), 422, "unknown field 'bogus'");
    assertProblem(client.post(TASKS, fits + " "), 413, "server.max_body");
  }

  @Test
  void bodiesThatAreNotJsonAreRefused() {
    assertProblem(client.post(TASKS, "{\"execution_prompt\":"), 400, "line 1");
    assertProblem(client.post(TASKS, "[]"), 400, "not an object");
    assertProblem(client.post(TASKS, ""), 400, "no body");
    assertProblem(client.post(TASKS, "{\"execution_prompt\":\"a\",\"execution_prompt\":\"b\"}"), 400, "twice");
    assertProblem(client.send("POST", TASKS, new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'},
        Map.of("Content-Type", "application/json")), 400, "UTF-8");
    assertProblem(
        client.send("POST", TASKS, "{}".getBytes(StandardCharsets.UTF_8), Map.of("Content-Type", "text/plain")),
        415, "Content-Type: application/json");
  }

  @Test
  void workingDirectoriesThatCannotBeUsedAreRefused() throws Exception {
    Path file = Files.createFile(home.resolve("file"));

    assertProblem(submitIn(home.resolve("absent").toString()), 422, "does not exist");
    assertProblem(submitIn(file.toString()), 422, "is a file");
    assertProblem(submitIn("~/x"), 422, "absolute");
    assertProblem(submitIn("a\\u0000b"), 422, "not a path");
    assertThat(submitIn(home.toString()).status()).isEqualTo(201);

    Path closed = Files.createDirectory(home.resolve("closed"));
    Files.setPosixFilePermissions(closed, Set.of());
    // The administrator may enter it all the same.
    if (Files.isReadable(closed)) {
      assertThat(submitIn(closed.toString()).status()).isEqualTo(201);
    } else {
      assertProblem(submitIn(closed.toString()), 422, "may not read and enter");
    }
  }

  @Test
  void idsThatDoNotExistOrAreNotNumbersAreTold() {
    for (String path : List.of("/999", "/999/attempts", "/999/logs")) {
      assertProblem(client.get(TASKS + path), 404, "no task 999");
    }
    assertThat(client.post(TASKS + "/999/cancel", "{}").status()).isEqualTo(404);
    assertThat(client.delete(TASKS + "/999").status()).isEqualTo(404);
    for (String id : List.of("abc", "0", "-1", "1.5", "99999999999999999999", "%20", "1e3")) {
      assertProblem(client.get(TASKS + "/" + id), 400, "whole number");
    }
  }

  @Test
  void theSameKeyWithTheSameRequestGivesTheSameTask() {
    String body = "{\"execution_prompt\":\"once\"}";
    Answer first = client.post(TASKS, body, "Idempotency-Key", "k1");
    Answer again = client.post(TASKS, body, "Idempotency-Key", "k1");

    assertThat(first.status()).isEqualTo(201);
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.number("id")).isEqualTo(first.number("id"));
    assertThat(client.post(TASKS, body, "Idempotency-Key", "k2").number("id")).isNotEqualTo(first.number("id"));
    assertThat(client.post(TASKS, "{\"execution_prompt\":\"other\"}", "Idempotency-Key", "k1").text("code"))
        .isEqualTo("idempotency_key_reused");
    assertProblem(client.post(TASKS, body, "Idempotency-Key", "a b"), 400, "Idempotency-Key");
  }

  @Test
  void listsArePagedNewestFirstByAnOpaqueCursor() {
    List<Long> ids = List.of(client.submit("a"), client.submit("b"), client.submit("c"));
    Answer first = client.get(TASKS + "?limit=2");
    String cursor = first.text("next_cursor");
    Answer second = client.get(TASKS + "?limit=2&cursor=" + cursor);

    assertThat(idsOf(first)).containsExactly(ids.get(2), ids.get(1));
    assertThat(idsOf(second)).containsExactly(ids.get(0));
    assertThat(second.json().get("next_cursor")).contains(new JsonNull());
    assertThat(first.number("as_of")).isPositive();
  }

  @Test
  void listsAreFiltered() {
    long failed = client.submit("fail");
    long completed = client.post(TASKS, "{\"execution_prompt\":\"x\",\"labels\":{\"k\":\"v=w\"}}").number("id");
    ended(failed);
    ended(completed);

    assertThat(idsOf(client.get(TASKS + "?status=failed,cancelled"))).containsExactly(failed);
    assertThat(idsOf(client.get(TASKS + "?status=failed&status=completed"))).containsExactly(completed, failed);
    assertThat(idsOf(client.get(TASKS + "?label=k=v=w"))).containsExactly(completed);
  }

  @Test
  void listsAreFilteredByExecutorAndByAPartOfTheName() {
    long plain = client.submit("a");
    long named = client.post(TASKS, "{\"execution_prompt\":\"x\",\"name\":\"Nightly Build\"}").number("id");
    String executor = client.get(TASKS + "/" + plain).text("executor");

    assertThat(idsOf(client.get(TASKS + "?name=nightly"))).containsExactly(named);
    assertThat(idsOf(client.get(TASKS + "?name=weekly"))).isEmpty();
    assertThat(idsOf(client.get(TASKS + "?limit=1&executor=" + executor))).containsExactly(named);
    assertThat(idsOf(client.get(TASKS + "?executor=other"))).isEmpty();
    assertThat(client.get(TASKS + "?status=complted").text()).contains("Did you mean 'completed'?");
  }

  @Test
  void everythingWrongWithAQueryIsToldAtOnce() {
    Answer answer = client.get(TASKS + "?limit=0&status=done&label=x&cursor=zzz&limitt=5");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(pointers(answer)).containsExactlyInAnyOrder("?limit", "?status", "?label", "?cursor", "?limitt");
    assertThat(answer.text()).contains("1 to 1000", "pending, waiting, running", "Did you mean 'limit'?");
  }

  @Test
  void aRunningTaskIsCancelled() {
    long id = client.submit("hold on");
    awaitStatus(id, "running");

    assertThat(client.delete(TASKS + "/" + id).status()).isEqualTo(409);
    Answer asked = client.post(TASKS + "/" + id + "/cancel", "{}");

    assertThat(asked.status()).isEqualTo(200);
    awaitStatus(id, "cancelled");
    assertThat(client.delete(TASKS + "/" + id).status()).isEqualTo(204);
    assertThat(client.get(TASKS + "/" + id).status()).isEqualTo(404);
  }

  @Test
  void aFailedTaskIsRetriedAndACompletedOneResumedWithText() {
    long failed = client.submit("fail");
    ended(failed);
    assertThat(client.post(TASKS + "/" + failed + "/retry", "{}").status()).isEqualTo(200);
    await().atMost(Duration.ofSeconds(10)).until(() -> ended(failed).number("attempts") == 2);

    long held = client.submit("hold");
    awaitStatus(held, "running");
    server.executor.release();
    ended(held);
    server.executor.release();
    Answer resumed = client.post(TASKS + "/" + held + "/resume", "{\"text\":\"go on\"}");
    assertThat(resumed.status()).isEqualTo(200);
    await().atMost(Duration.ofSeconds(10)).until(() -> ended(held).text("final_summary").equals("did hold + go on"));
  }

  @Test
  void aPriorityIsChangedOnlyIfTheVersionStillStands() {
    assertThat(client.post("/api/v1/queue/pause", "{}").status()).isEqualTo(200);
    long id = client.submit("later");
    String path = TASKS + "/" + id;
    String tag = client.get(path).header("ETag").orElseThrow();

    assertThat(client.patch(path, "{\"priority\":\"low\"}", "If-Match", tag).number("priority")).isEqualTo(25);
    assertThat(client.patch(path, "{\"priority\":99}", "If-Match", tag).status()).isEqualTo(412);
    assertProblem(client.patch(path, "{\"priority\":99}", "If-Match", "xyz"), 400, "ETag");
    assertThat(client.get(path).text()).contains("\"wait_reason\":{\"code\":\"paused\"");
    assertThat(client.post("/api/v1/queue/unpause", "{}").text()).isEqualTo("{\"gates\":[]}");
    assertThat(ended(id).text("status")).isEqualTo("completed");
  }

  @Test
  void attemptsAndLogsAreRead() {
    long id = client.submit("speak");
    ended(id);

    Answer attempts = client.get(TASKS + "/" + id + "/attempts");
    assertThat(attempts.objects("attempts")).singleElement()
        .satisfies(attempt -> assertThat(attempt.text("status")).contains("completed"));
    Answer summary = client.get(TASKS + "/" + id + "/logs");
    assertThat(summary.text()).contains("begins speak").doesNotContain("thinks");
    Answer detailed = client.get(TASKS + "/" + id + "/logs?level=detailed&attempt=1");
    assertThat(detailed.text()).contains("begins speak", "thinks");
    Answer rest = client.get(TASKS + "/" + id + "/logs?level=detailed&offset=" + detailed.number("offset"));
    assertThat(rest.json().get("lines")).contains(new JsonArray(List.of()));
    assertThat(client.get(TASKS + "/" + id + "/logs?attempt=2").status()).isEqualTo(404);
    assertThat(client.get(TASKS + "/" + id + "/logs?raw=stdout").text()).isEmpty();
    assertThat(pointers(client.get(TASKS + "/" + id + "/logs?level=loud&raw=x&offset=-1")))
        .containsExactlyInAnyOrder("?level", "?raw", "?offset");
  }

  @Test
  void theServerTellsAboutItselfAndIsChangedWhileItRuns() {
    Answer before = client.get("/api/v1/server");
    assertThat(before.text()).contains("\"version\":\"1.2.3\"", "\"max_workers\":4");

    assertThat(client.patch("/api/v1/server", "{\"max_workers\":2}").text()).contains("\"max_workers\":2");
    assertProblem(client.patch("/api/v1/server", "{}"), 422, "max_workers");
    assertThat(client.get("/api/v1/plugins").text()).isEqualTo("{\"plugins\":[]}");
    assertProblem(client.post("/api/v1/server/stop", "{\"mode\":\"now\"}"), 422, "leave_running, drain, force");
    assertThat(client.post("/api/v1/server/stop", "{\"mode\":\"drain\",\"timeout_seconds\":7}").status())
        .isEqualTo(202);
    assertThat(server.stopOrder.get().atMost()).isEqualTo(Duration.ofSeconds(7));
    assertThat(client.get("/health").status()).isEqualTo(503);
    assertThat(client.get("/health/live").status()).isEqualTo(200);
  }

  @Test
  void pathsThatAreNotThereAreTold() {
    assertProblem(client.get("/api/v1/taskss"), 404, "nothing at this path");
    Answer answer =
        client.send("PUT", TASKS, "{}".getBytes(StandardCharsets.UTF_8), Map.of("Content-Type", "application/json"));
    assertProblem(answer, 405, "GET, HEAD, POST");
    assertThat(answer.header("Allow")).contains("GET, HEAD, POST");
  }

  @Test
  void aHarmlessCorrelationIdIsEchoedAndAnyOtherReplaced() {
    assertThat(
        client.send("GET", "/health", new byte[0], Map.of("X-Correlation-Id", "abc-1")).header("X-Correlation-Id"))
        .contains("abc-1");
    assertThat(
        client.send("GET", "/health", new byte[0], Map.of("X-Correlation-Id", "a b{}")).header("X-Correlation-Id"))
        .isPresent()
        .get()
        .asString()
        .doesNotContain(" ");
  }

  private Answer submitIn(String directory) {
    return client.post(TASKS, "{\"execution_prompt\":\"x\",\"working_directory\":\"" + directory + "\"}");
  }

  private Answer ended(long id) {
    return await().atMost(Duration.ofSeconds(10))
        .pollInterval(Duration.ofMillis(10))
        .until(() -> client.get(TASKS + "/" + id),
            answer -> !(answer.json().get("ended_at").orElseThrow() instanceof JsonNull));
  }

  private void awaitStatus(long id, String status) {
    await().atMost(Duration.ofSeconds(10))
        .pollInterval(Duration.ofMillis(10))
        .until(() -> client.get(TASKS + "/" + id).text("status").equals(status));
  }

  private static void assertProblem(Answer answer, int status, String words) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(answer.header("Content-Type")).contains("application/problem+json");
    assertThat(answer.text("detail") + answer.text("suggestion") + answer.text()).contains(words);
    assertThat(answer.text("suggestion")).isNotBlank();
  }

  private static List<String> pointers(Answer answer) {
    return answer.objects("errors").stream().map(error -> error.text("pointer").orElseThrow()).toList();
  }

  private static List<Long> idsOf(Answer answer) {
    return answer.objects("tasks").stream().map(RestTasksIT::idOf).toList();
  }

  private static long idOf(JsonObject task) {
    return ((JsonNumber) task.get("id").orElseThrow()).value().longValueExact();
  }

  @Test
  void waitingEndsWithTheFirstTaskThatEnds() {
    long first = client.submit("hello");
    long held = client.post(TASKS, "{\"execution_prompt\":\"later\",\"initial_delay\":3600}").number("id");

    Answer ended = client.get(TASKS + "/wait?id=" + first + "," + held + "&timeout=50");
    assertThat(ended.text()).contains("\"ended\":true", "\"completed\"", "\"waiting\"");
    assertThat(client.get(TASKS + "/wait?timeout=0&id=" + held).text()).contains("\"ended\":false");
    assertThat(client.get(TASKS + "/wait?timeout=50&id=99," + held).text()).contains("There is no task 99");
    assertThat(client.get(TASKS + "/wait").text()).contains("must name 1 to 100 tasks");
    assertThat(client.get(TASKS + "/wait?id=" + "1,".repeat(101) + "x&timeout=51").text())
        .contains("'x' is no whole number", "from 0 to 50");
    assertThat(client.get(TASKS + "/wait?id=" + LongStream.rangeClosed(1, 101)
        .mapToObj(Long::toString)
        .collect(Collectors.joining(","))).text()).contains("must name 1 to 100 tasks");
  }
}
