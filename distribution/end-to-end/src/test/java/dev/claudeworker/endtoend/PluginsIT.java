package dev.claudeworker.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Plugins that somebody else wrote, built against the installation and put into a running server. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class PluginsIT {

  private WorkerHome worker;
  private MavenBuild maven;

  @BeforeEach
  void startInAnEmptyHome() {
    worker = WorkerHome.create();
    maven = new MavenBuild(worker.work());
    worker.run("server", "start").succeeded();
  }

  @AfterEach
  void endEverything() {
    worker.close();
  }

  @Test
  void theExampleOfAnExecutorIsBuiltDroppedInAndUsed() throws Exception {
    dropIn("words-pf4j", "pf4j", "executor words");

    assertThat(worker.run("run", "one two three", "--executor", "words", "--watch").succeeded().stdout())
        .contains("words: 3");

    worker.run("plugins", "remove", "words-pf4j").succeeded();
    assertThat(worker.run("run", "one", "--executor", "words").failedWith(1).stderr()).contains("words");
  }

  @Test
  void theExampleOfANotifierIsBuiltDroppedInAndUsed() throws Exception {
    dropIn("journal-bundle", "osgi", "notifier journal");

    long task = worker.submit("echo done", "--executor", "shell");
    worker.awaitStatus(task, "completed");

    Path journal = worker.home().resolve("journal.txt");
    await().atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> assertThat(journal).content().contains("Task " + task + " completed"));
    assertThat(worker.run("notifiers", "test", "journal").succeeded().stdout()).contains("journal");
    worker.run("plugins", "remove", "journal-bundle").succeeded();
    assertThat(worker.run("notifiers", "test", "journal").failedWith(4).stderr()).contains("journal");
  }

  @Test
  void theExampleOfAToolIsBuiltDroppedInAndUsed() throws Exception {
    dropIn("reverse-plain", "service-loader", "tool set reverse");

    assertThat(worker.run("tools", "call", "reverse_text", "--arg", "text=abc").succeeded().stdout()).contains("cba");

    worker.run("plugins", "remove", "reverse-plain").succeeded();
    assertThat(worker.run("tools", "call", "reverse_text", "--arg", "text=abc").failedWith(4).stderr())
        .contains("reverse_text");
  }

  /** Copied by hand into the folder of the running server. */
  private void dropIn(String example, String kind, String provides) throws IOException {
    Path jar = maven.run(maven.example(example), "package");
    Files.copy(jar, worker.home().resolve("plugins").resolve(jar.getFileName()));

    await().atMost(Duration.ofSeconds(20)).until(() -> worker.run("plugins", "info", example).exitCode() == 0);

    var info = worker.run("plugins", "info", example, "--json").succeeded().json();
    assertThat(info).containsEntry("state", "active")
        .containsEntry("kind", kind)
        .containsEntry("version", "1.0.0")
        .containsEntry("provides", List.of(provides));
  }

  @Test
  void aNewPluginKeepsItsContractIsInstalledAndRuns() {
    worker.run("plugins", "new", "my-plugin").succeeded();

    Path jar = maven.run(worker.work().resolve("my-plugin"), "verify");

    assertThat(worker.work().resolve("my-plugin/target/surefire-reports")).isNotEmptyDirectory();
    assertThat(worker.run("plugins", "install", jar.toString()).succeeded().stdout())
        .contains("my-plugin 1.0.0 is active");
    assertThat(worker.run("run", "echo from my plugin", "--executor", "my-plugin", "--watch").succeeded().stdout())
        .contains("from my plugin");
    assertThat(worker.run("plugins", "verify").succeeded().stdout()).contains("fine my-plugin");
    assertThat(worker.run("plugins", "list").succeeded().stdout())
        .contains("my-plugin\t1.0.0\tpf4j\tactive\texecutor my-plugin");
  }

  @Test
  void aNewNotifierKeepsItsContractIsInstalledAndTells() throws Exception {
    worker.run("plugins", "new", "my-pager", "--type", "notifier").succeeded();
    Path jar = maven.run(worker.work().resolve("my-pager"), "verify");
    assertThat(worker.work().resolve("my-pager/target/surefire-reports")).isNotEmptyDirectory();
    worker.run("plugins", "install", jar.toString()).succeeded();
    Path told = worker.work().resolve("told");
    worker.config("plugins", Map.of("my-pager", Map.of("command", List.of("/usr/bin/tee", told.toString()))));
    worker.run("server", "restart").succeeded();

    worker.run("notifiers", "test", "my-pager").succeeded();

    assertThat(told).content().isNotBlank();
  }

  @Test
  void newToolsKeepTheirContractAndAreCalledAndRead() {
    worker.run("plugins", "new", "my-tools", "--type", "tool").succeeded();
    Path jar = maven.run(worker.work().resolve("my-tools"), "verify");
    assertThat(worker.work().resolve("my-tools/target/surefire-reports")).isNotEmptyDirectory();

    worker.run("plugins", "install", jar.toString()).succeeded();

    assertThat(worker.run("tools", "call", "my_tools_count_words", "--arg", "text=one two three").succeeded().stdout())
        .contains("3");
    worker.run("run", "echo one two", "--executor", "shell", "--watch").succeeded();
    assertThat(worker.runWithInput("""
        {"jsonrpc":"2.0","id":1,"method":"resources/read","params":{"uri":"my-tools://tasks/1/words","_meta":{\
        "io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{}}}}
        """, "mcp").succeeded().stdout()).contains("\"text\":\"2\"");
  }

  @Test
  void aNewStorageKeepsItsContractAndTheServerStandsOnIt() {
    worker.run("plugins", "new", "my-store", "--type", "storage").succeeded();
    Path jar = maven.run(worker.work().resolve("my-store"), "verify");
    assertThat(worker.work().resolve("my-store/target/surefire-reports")).isNotEmptyDirectory();
    worker.run("plugins", "install", jar.toString()).succeeded();
    worker.config("storage", Map.of("type", "my-store"));
    worker.run("server", "restart").succeeded();

    assertThat(worker.run("run", "echo kept", "--executor", "shell", "--watch").succeeded().stdout()).contains("kept");

    assertThat(worker.run("server", "status").succeeded().stdout())
        .contains("my-store", "all tasks are gone when the server ends");
    assertThat(worker.run("plugins", "disable", "my-store").failedWith(1).stderr()).contains("storage in use");
  }
}
