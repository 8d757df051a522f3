package dev.claudeworker.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  @ParameterizedTest
  @CsvSource({
    "words-pf4j, pf4j, words, one two three, words: 3",
    "greeting-bundle, osgi, greeting, Ada, 'Hello, Ada!'",
    "reverse-plain, service-loader, reverse, abc, cba"})
  void anExampleIsBuiltDroppedInAndUsed(String example, String kind, String executor, String prompt, String answer)
      throws Exception {
    Path jar = maven.run(maven.example(example), "package");
    Files.copy(jar, worker.home().resolve("plugins").resolve(jar.getFileName()));

    await().atMost(Duration.ofSeconds(20)).until(() -> worker.run("plugins", "info", example).exitCode() == 0);

    var info = worker.run("plugins", "info", example, "--json").succeeded().json();
    assertThat(info).containsEntry("state", "active").containsEntry("kind", kind).containsEntry("version", "1.0.0");
    assertThat(worker.run("run", prompt, "--executor", executor, "--watch").succeeded().stdout()).contains(answer);
    worker.run("plugins", "remove", example).succeeded();
    assertThat(worker.run("run", prompt, "--executor", executor).failedWith(1).stderr()).contains(executor);
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
}
