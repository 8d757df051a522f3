package dev.claudeworker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.claudeworker.RestClient.Answer;
import dev.claudeworker.spi.JsonValue.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real server whose plugins come, change and go. */
class LivePluginsIT {

  @TempDir
  Path directory;

  private Path home;
  private ServerProcess server;
  private RestClient client;

  @BeforeEach
  void start() throws Exception {
    home = directory.resolve("home");
    MemoryPluginJar.write(home.resolve("plugins"));
    Files.writeString(home.resolve("config.yaml"),
        "plugins:\n  echo:\n    token: s3cret-of-echo\ntask:\n  working_directory: " + directory + "\n");
    server = ServerProcess.ready(home);
    client = server.client();
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  @Test
  void aJarDroppedInRunsTasksAndIsDescribedWithoutItsSecret() throws Exception {
    PluginJars.echo(home.resolve("plugins/echo.jar"), "1.0.0");

    await().atMost(Duration.ofSeconds(4)).until(() -> client.get("/api/v1/plugins/echo").status() == 200);

    assertThat(summary(submit("go"))).isEqualTo("this is 1.0.0");
    Answer echo = client.get("/api/v1/plugins/echo");
    assertThat(echo.text())
        .contains("\"provides\":[\"executor echo\",\"notifier echo\"]", "\"kind\":\"pf4j\"", "config.yaml, line 3")
        .doesNotContain("s3cret-of-echo");
  }

  @Test
  void aRunningAttemptFinishesOnTheOldVersionAndTheNextOneRunsOnTheNew() throws Exception {
    install("1.0.0");
    Path release = directory.resolve("release");
    long held = submit("hold " + release);
    await().until(() -> client.get("/api/v1/tasks/" + held).text("status").equals("running"));

    install("2.0.0");
    assertThat(summary(submit("go"))).isEqualTo("this is 2.0.0");
    Files.createFile(release);

    assertThat(summary(held)).isEqualTo("this is 1.0.0");
    await().untilAsserted(() -> {
      try (var copies = Files.list(home.resolve("plugin-cache/jars"))) {
        assertThat(copies.map(Path::toString)).filteredOn(copy -> copy.contains("echo")).hasSize(1);
      }
    });
  }

  @Test
  void aNotifierComesChangesAndGoesWithItsPlugin() throws Exception {
    Path told = home.resolve("told");
    install("1.0.0");
    summary(submit("go"));
    await().untilAsserted(() -> assertThat(told).content().contains("1.0.0 task.completed"));

    install("2.0.0");
    summary(submit("go"));
    await().untilAsserted(() -> assertThat(told).content().contains("2.0.0 task.completed"));
    assertThat(client.get("/api/v1/notifiers").text()).contains("\"echo\"");

    client.post("/api/v1/plugins/echo/disable", "{}");

    assertThat(client.get("/api/v1/notifiers").text()).doesNotContain("\"echo\"");
  }

  @Test
  void aTaskOfADisabledPluginWaitsUntilItIsEnabled() throws Exception {
    install("1.0.0");
    Path release = directory.resolve("release");
    long held = submit("hold " + release);
    await().until(() -> client.get("/api/v1/tasks/" + held).text("status").equals("running"));

    assertThat(client.post("/api/v1/plugins/echo/disable", "{}").text("state")).isEqualTo("disabled");
    Answer refused = client.post("/api/v1/tasks", "{\"execution_prompt\":\"go\",\"executor\":\"echo\"}");
    assertThat(refused.status()).isEqualTo(422);
    Files.createFile(release);
    assertThat(summary(held)).isEqualTo("this is 1.0.0");

    assertThat(client.post("/api/v1/plugins/echo/enable", "{}").text("state")).isEqualTo("active");
    assertThat(summary(submit("go"))).isEqualTo("this is 1.0.0");
  }

  @Test
  void theStorageInUseStaysAndUnknownNamesAreNotFound() {
    Answer refused = client.post("/api/v1/plugins/storage-memory/disable", "{}");
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.text("detail")).contains("storage in use");
    assertThat(client.post("/api/v1/plugins/nope/enable", "{}").status()).isEqualTo(404);
    assertThat(client.get("/api/v1/plugins/nope").status()).isEqualTo(404);
    assertThat(client.post("/api/v1/plugins", "{\"file\":\"relative.jar\"}").status()).isEqualTo(422);
  }

  @Test
  void aRemovedPluginIsGoneAndAChangedFileIsToldByVerify() throws Exception {
    install("1.0.0");
    PluginJars.echo(home.resolve("plugins/echo.jar"), "6.6.6");
    JsonObject file = client.post("/api/v1/plugins/verify", "{}")
        .objects("files")
        .stream()
        .filter(each -> each.text("name").orElse("").equals("echo"))
        .findFirst()
        .orElseThrow();
    assertThat(file.toString()).contains("plugin_changed");

    assertThat(client.delete("/api/v1/plugins/echo").status()).isEqualTo(204);
    assertThat(home.resolve("plugins/echo.jar")).doesNotExist();
    assertThat(client.get("/api/v1/plugins/echo").status()).isEqualTo(404);
  }

  private void install(String version) throws Exception {
    Path jar = PluginJars.echo(directory.resolve("downloads/" + version + "/echo.jar"), version);
    Answer installed = client.post("/api/v1/plugins", "{\"file\":\"" + jar + "\"}");
    assertThat(installed.text()).contains("\"state\":\"active\"", "\"version\":\"" + version + "\"");
  }

  private long submit(String prompt) {
    Answer answer =
        client.post(
            "/api/v1/tasks",
            "{\"executor\":\"echo\",\"concurrency_key\":\"none\",\"execution_prompt\":\"" + prompt + "\"}");
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    return answer.number("id");
  }

  private String summary(long task) {
    await().until(() -> client.get("/api/v1/tasks/" + task).text("status").equals("completed"));
    return client.get("/api/v1/tasks/" + task).text("final_summary");
  }
}
