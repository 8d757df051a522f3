package dev.claudeworker.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Other programs as executors, by the example of the documentation; stand-ins print what the real ones are documented to print. */
class OtherAgentsIT {

  private static final String CODEX = """
      #!/bin/sh
      case "$*" in
        'exec --json --skip-git-repo-check -') said=$(cat) ;;
        'exec resume --json --skip-git-repo-check thread-7 -') said="again: $(cat)" ;;
        *) echo "unknown arguments: $*" >&2; exit 64 ;;
      esac
      echo '{"type":"thread.started","thread_id":"thread-7"}'
      echo '{"type":"item.completed","item":{"type":"reasoning","text":"thinking"}}'
      case $said in fail*) echo '{"type":"turn.failed"}'; exit 1 ;; esac
      printf '{"type":"item.completed","item":{"type":"agent_message","text":"codex heard %s"}}\\n' "$said"
      echo '{"type":"turn.completed","usage":{"input_tokens":3}}'
      """;

  private static final String GEMINI = """
      #!/bin/sh
      [ "$*" = '--output-format json' ] || exit 64
      said=$(cat)
      case $said in mute*) echo '{"stats":{}}'; exit 0 ;; esac
      printf '{\\n  "response": "gemini heard %s",\\n  "stats": {}\\n}\\n' "$said"
      """;

  private WorkerHome worker;

  @BeforeEach
  void installWithStandIns() throws IOException {
    worker = WorkerHome.create();
    Path programs = Files.createDirectories(worker.work().resolve("programs"));
    for (var program : new String[][] {{"codex", CODEX}, {"gemini", GEMINI}}) {
      assertThat(Files.writeString(programs.resolve(program[0]), program[1]).toFile().setExecutable(true)).isTrue();
    }
    worker.environment("PATH", programs + ":/usr/bin:/bin");
    Files.createDirectories(worker.home());
    Files.copy(Path.of(System.getProperty("examples.directory"), "agents.yaml"), worker.home().resolve("config.yaml"));
  }

  @AfterEach
  void endEverything() {
    worker.close();
  }

  @Test
  void theyRunGoOnInTheirSessionsAndFailWithReasons() throws IOException {
    assertThat(worker.run("run", "hello", "--executor", "codex", "--watch").succeeded().stdout())
        .isEqualTo("codex heard hello\n");
    worker.run("resume", "1", "more").succeeded();
    assertThat(worker.awaitStatus(1, "completed")).containsEntry("final_summary", "codex heard again: more");
    assertThat(worker.run("run", "hi", "--executor", "gemini", "--watch").succeeded().stdout())
        .isEqualTo("gemini heard hi\n");

    assertThat(worker.run("run", "mute", "--executor", "gemini", "--retries", "0", "--watch").failedWith(1).stderr())
        .contains("has no result where the configuration looks");
    assertThat(worker.run("run", "fail", "--executor", "codex", "--retries", "0", "--watch").failedWith(1).stderr())
        .contains("exit code 1");
    assertThat(worker.run("run", "x", "--executor", "codex", "-O", "command=[\"ls\"]").failedWith(1).stderr())
        .contains("has its command from the configuration");

    Path config = worker.home().resolve("config.yaml");
    Files.writeString(config, Files.readString(config).replace("result: /response", "reslt: /response"));
    assertThat(worker.run("server", "restart").failedWith(3).stderr())
        .contains("commands.gemini has the unknown key 'reslt'");
  }
}
