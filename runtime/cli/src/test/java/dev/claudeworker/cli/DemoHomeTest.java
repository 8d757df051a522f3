package dev.claudeworker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DemoHomeTest {

  @Test
  void noVariableLeadsTheDemonstrationToTheUsersOwnFiles() {
    var home = new DemoHome(Path.of("/tmp/demo"));

    Map<String, String> environment = home.environment(Map.of(
        "PATH", "/bin", "CLAUDE_WORKER_JAVA", "/java", "CLAUDE_WORKER_LAUNCHER", "/l", "CLAUDE_WORKER_HOME", "/mine",
        "CLAUDE_WORKER_LOG_DIRECTORY", "/mine", "CLAUDE_WORKER_SERVER_PORT", "8000",
        "CLAUDE_WORKER_SECURITY_ACCESS_TOKEN", "secret", "CLAUDE_WORKER_PLUGINS_STORAGE_H2_PATH", "/mine"));

    assertThat(environment).isEqualTo(Map.of(
        "PATH", "/bin", "CLAUDE_WORKER_JAVA", "/java", "CLAUDE_WORKER_LAUNCHER", "/l", "CLAUDE_WORKER_HOME",
        "/tmp/demo/home", "CLAUDE_WORKER_AOT_CACHE", "off"));
  }
}
