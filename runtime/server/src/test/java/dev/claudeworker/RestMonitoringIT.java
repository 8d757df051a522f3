package dev.claudeworker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.claudeworker.RestClient.Answer;
import dev.claudeworker.spi.JsonValue.JsonNumber;
import dev.claudeworker.spi.JsonValue.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Figures, findings and configuration. */
class RestMonitoringIT {

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
  void figuresFollowWhatHappens() {
    client.submit("work");
    client.submit("fail");
    long held = client.submit("hold");
    await().until(() -> client.get("/api/v1/tasks/" + held).text("status").equals("running"));

    await().atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> assertThat(figures()).contains(
            "claude_worker_tasks{status=\"completed\"} 1.0", "claude_worker_tasks{status=\"failed\"} 1.0",
            "claude_worker_tasks{status=\"running\"} 1.0", "claude_worker_slots 4.0", "claude_worker_slots_used 1.0",
            "claude_worker_failures_total{category=\"user\",code=\"told_to_fail\"} 1.0",
            "claude_worker_attempt_duration_seconds_count{outcome=\"completed\"} 1",
            "claude_worker_queue_wait_seconds_count 3", "claude_worker_cost_usd_total",
            "claude_worker_subscribers_dropped 0.0", "jvm_memory_used_bytes"));
  }

  @Test
  void everyFigureOfOursSaysWhatItIs() {
    assertThat(figures().lines().filter(line -> line.startsWith("# HELP claude_worker_")))
        .hasSizeGreaterThan(8)
        .allSatisfy(line -> assertThat(line).matches("# HELP \\w+ \\S.*"));
  }

  @Test
  void whatWaitsIsCountedByReasonUpToABound() {
    client.post("/api/v1/queue/pause", "{}");
    client.submit("one");
    client.submit("two");
    assertThat(figures()).contains("claude_worker_tasks_waiting{reason=\"paused\"} 2.0",
        "claude_worker_gates_closed{code=\"paused\"} 1.0");
    client.submit("three");
    client.submit("four");
    client.submit("five");

    assertThat(figures()).contains("claude_worker_tasks_waiting{reason=\"paused\"} 3.0",
        "claude_worker_tasks_waiting{reason=\"not_looked_at\"} 2.0");
    assertThat(figures().lines().filter(line -> line.startsWith("claude_worker_oldest_due_task_age_seconds")))
        .singleElement()
        .asString()
        .isNotEqualTo("claude_worker_oldest_due_task_age_seconds 0.0");
  }

  @Test
  void everyPartSaysHowWellItIs() {
    JsonObject parts = (JsonObject) client.get("/health/detailed").json().get("parts").orElseThrow();

    assertThat(parts.members().keySet()).containsExactly("database", "disk", "memory", "plugins", "executors");
    assertThat(((JsonObject) parts.get("database").orElseThrow()).text("status")).contains("ok");
    assertThat(parts.get("executors").toString()).contains("obedient");
  }

  @Test
  void theConfigurationIsToldWithOriginsAndWithoutSecrets() {
    Answer answer = client.get("/api/v1/config");

    assertThat(answer.text()).doesNotContain(RestFixture.TOKEN);
    assertThat(key(answer, "security.access_token").text("value")).contains("(hidden)");
    assertThat(key(answer, "security.access_token").text("place")).contains("CLAUDE_WORKER_ACCESS_TOKEN");
    assertThat(key(answer, "server.port").text("origin")).contains("flag");
    assertThat(key(answer, "server.max_header").text("value")).contains("16KB");
    assertThat(key(answer, "server.max_header").text("origin")).contains("default");
  }

  @Test
  void theServersOfTheStorageAreListed() {
    JsonObject self = client.get("/api/v1/servers").objects("servers").getFirst();

    assertThat(self.text("server_id")).contains("server-of-test");
    assertThat(self.text("state")).contains("alive");
    assertThat(self.get("slots").orElseThrow()).isEqualTo(JsonNumber.of(4));
    assertThat(self.get("executors").toString()).contains("obedient");
  }

  @Test
  void requiredLabelsAreCheckedAndExplainWhyNobodyTakesATask() {
    long id = client.post("/api/v1/tasks",
        "{\"execution_prompt\": \"work\", \"required_labels\": {\"gpu\": \"yes\"}}").number("id");

    Answer task = client.get("/api/v1/tasks/" + id);
    assertThat(task.text()).contains("\"required_labels\":{\"gpu\":\"yes\"}", "label gpu=yes");
    for (String wrong : List.of("{\"a b\": \"c\"}", "{\"a\": \"\"}", "{\"a\": 1}", "[\"a\"]")) {
      assertThat(client.post("/api/v1/tasks", "{\"execution_prompt\": \"work\", \"required_labels\": " + wrong + "}")
          .status()).as(wrong).isEqualTo(422);
    }
  }

  private static JsonObject key(Answer answer, String name) {
    return answer.objects("keys")
        .stream()
        .filter(key -> key.text("name").equals(java.util.Optional.of(name)))
        .findFirst()
        .orElseThrow();
  }

  private String figures() {
    Answer answer = client.get("/metrics");
    assertThat(answer.header("Content-Type")).contains("text/plain; version=0.0.4; charset=utf-8");
    return answer.text();
  }
}
