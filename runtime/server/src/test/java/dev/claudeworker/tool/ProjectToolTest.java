package dev.claudeworker.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a repository may say about its tasks. */
class ProjectToolTest {

  @TempDir
  Path folder;

  private final Map<String, String> environment = new HashMap<>();
  private Path project = Path.of("");

  @BeforeEach
  void makeAProject() throws IOException {
    project = Files.createDirectories(folder.resolve("project"));
    environment.put("CLAUDE_WORKER_HOME", folder.resolve("home").toString());
  }

  @Test
  void everyKeyIsSaidInTheWordsOfTheInterface() throws IOException {
    write(project, """
        task:
          default_model: haiku
          timeout: 90s
          labels: {team: web}
          permission_mode: plan
        retry:
          attempts: 2
          backoff: fixed
          initial_delay: 5s
        """);

    assertThat(ask(project).text()).isEqualTo("{\"file\":\"" + project + "/.claude-worker.yaml\",\"task\":{"
        + "\"model\":\"haiku\",\"timeout_seconds\":90,"
        + "\"retry\":{\"attempts\":2,\"backoff\":\"fixed\",\"initial_delay\":5},"
        + "\"labels\":{\"team\":\"web\"},\"executor_options\":{\"permission_mode\":\"plan\"}}}");
  }

  @Test
  void theNearestFileUpwardsCounts() throws IOException {
    write(folder, "task:\n  default_model: opus\n");
    write(project, "task:\n  timeout: 1m\n");
    Path inside = Files.createDirectories(project.resolve("a/b"));

    assertThat(ask(inside).text()).contains("timeout_seconds").doesNotContain("opus");
    assertThat(ask(folder).text()).contains("opus");
  }

  @Test
  void withoutAFileNothingIsSet() {
    assertThat(ask(project).text()).isEqualTo("{\"file\":null,\"task\":{}}");
  }

  @Test
  void theEnvironmentWinsOverTheProject() throws IOException {
    write(project, "task:\n  default_model: haiku\n");
    environment.put("CLAUDE_WORKER_TASK_DEFAULT_MODEL", "opus");

    assertThat(ask(project).text()).contains("\"task\":{}");
  }

  @ParameterizedTest
  @CsvSource({
    "'server:@  port: 1', a project cannot set 'server.port'",
    "'security:@  auth: local', a project cannot set 'security.auth'",
    "'environment:@  allow: [A]', a project cannot set 'environment.allow'",
    "'plugins:@  executor-claude-cli:@    command: /tmp/evil', a project cannot set 'plugins.executor-claude-cli.command'",
    "'task:@  executor: shell', a project cannot set 'task.executor'",
    "'task:@  working_directory: /', a project cannot set 'task.working_directory'",
    "'task:@  permission_mode: bypassPermissions', 'one of plan, default'",
    "'task:@  permission_mode: acceptEdits', 'one of plan, default'",
    "'task:@  timeout: soon', is not a duration",
    "'task:@  x: [', is not valid YAML"})
  void whatIsNotSafeOrNotRightIsRefusedWithItsPlace(String text, String problem) throws IOException {
    write(project, text.replace('@', '\n') + "\n");

    ToolAnswer answer = ask(project);

    assertThat(answer.exitCode()).isEqualTo(1);
    assertThat(answer.text("detail")).contains(problem).contains(project + "/.claude-worker.yaml, line ");
  }

  private ToolAnswer ask(Path directory) {
    return ToolAnswer.of(new ProjectTool(environment), directory.toString());
  }

  private static void write(Path directory, String text) throws IOException {
    Files.writeString(directory.resolve(".claude-worker.yaml"), text);
  }
}
