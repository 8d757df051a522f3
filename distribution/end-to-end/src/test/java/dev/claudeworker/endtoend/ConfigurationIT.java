package dev.claudeworker.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The configuration is shown, changed and checked without a server, also the keys that only plugins know. */
class ConfigurationIT {

  @AutoClose
  private final WorkerHome worker = WorkerHome.create();

  @Test
  void whatIsSetIsShownWithItsPlaceAndUsedByTheServer() {
    assertThat(worker.run("config", "set", "worker.max_workers", "3").exitCode()).isZero();
    assertThat(worker.run("config", "get", "worker.max_workers").stdout()).isEqualTo("3\n");
    assertThat(worker.run("config", "show", "worker").stdout())
        .contains("worker.max_workers\t3\tconfig.yaml, line 2");

    assertThat(worker.run("server", "start").exitCode()).isZero();
    assertThat(worker.run("server", "status", "--json").stdout()).contains("\"max_workers\":3");
  }

  @Test
  void theFileOfAProjectCountsForItsTasks() throws IOException {
    Files.writeString(worker.work().resolve(".claude-worker.yaml"), "task:\n  labels: {team: web}\n");
    assertThat(worker.run("run", "true", "--executor", "shell").exitCode()).isZero();
    assertThat(worker.run("list", "--label", "team=web").stdout()).startsWith("1\t");

    Files.writeString(worker.work().resolve(".claude-worker.yaml"), "server:\n  port: 1\n");
    assertThat(worker.run("run", "true", "--executor", "shell").failedWith(1).stderr())
        .contains(".claude-worker.yaml, line 2: a project cannot set 'server.port'");
  }

  @Test
  void logsOfTasksHaveNoSymbolsWhereNobodyWantsThem() throws IOException {
    worker.environment("NO_COLOR", "1").run("run", "--executor", "shell", "--watch", "true").succeeded();
    // The end of the server writes what is still to be written.
    worker.run("server", "stop").succeeded();

    try (var files = Files.list(worker.home().resolve("tasks"))) {
      assertThat(files).hasSize(2)
          .allSatisfy(file -> assertThat(file).content().contains("attempt 1 started").doesNotContain("🚀", "✅"));
    }
  }

  @Test
  void theLogIsShownFromWhereTheConfigurationPutsIt() {
    worker.run("server", "start").succeeded();
    worker.run("server", "stop").succeeded();
    worker.run("config", "set", "log.directory", worker.work().resolve("logs").toString()).succeeded();
    assertThat(worker.run("server", "logs").failedWith(1).stderr()).as("not the one of before")
        .contains(worker.work().resolve("logs/claude-worker.log") + " cannot be read");

    worker.run("server", "start").succeeded();

    assertThat(worker.run("server", "logs").succeeded().stdout().lines()).singleElement()
        .asString()
        .contains("is ready at");
  }

  @Test
  void keysOfPluginsAreKnownAndChecked() {
    assertThat(worker.run("config", "show", "plugins").stdout()).contains("plugins.executor-claude-cli.");
    assertThat(worker.run("config", "set", "plugins.executor-claude-cli.comand", "x").failedWith(2).stderr())
        .contains("Did you mean 'plugins.executor-claude-cli.command'?");
    assertThat(worker.run("config", "validate").exitCode()).isZero();
  }

  @Test
  void everyPluginThatIsDeliveredHasItsSection() throws IOException {
    for (String plugin : pluginsDelivered()) {
      Files.writeString(
          Files.createDirectories(worker.home()).resolve("config.yaml"),
          "plugins:\n  " + plugin + ":\n    nonsense: 1\n");
      assertThat(worker.run("config", "validate").failedWith(1).stderr()).as(plugin)
          .contains("plugins." + plugin + ".nonsense")
          .doesNotContain("there is no plugin");
    }
  }

  private static List<String> pluginsDelivered() throws IOException {
    try (Stream<Path> jars = Files.list(Installation.launcher().resolveSibling("../plugins"))) {
      return jars.map(jar -> jar.getFileName().toString().replaceAll("-\\d.*", "").replace("claude-worker-", ""))
          .sorted()
          .toList();
    }
  }
}
