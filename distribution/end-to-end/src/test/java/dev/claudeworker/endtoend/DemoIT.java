package dev.claudeworker.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The first command that the README shows. */
class DemoIT {

  private static final Pattern SCRATCH = Pattern.compile("in the scratch home (\\S+)");

  @AutoClose
  private final WorkerHome worker = WorkerHome.create();

  @Test
  void itShowsTheMainJobAndLeavesNothingBehind() {
    String shown = worker.run("demo").succeeded().stdout();

    assertThat(shown)
        .containsSubsequence("Starting a server", "Handing over 4 tasks", "kill -9", "Starting it again", "Results",
            "1  completed", "2  completed", "3  completed", "4  completed", "Nothing was lost");
    assertThat(worker.home()).doesNotExist();
    var scratch = SCRATCH.matcher(shown);
    assertThat(scratch.find()).isTrue();
    assertThat(Path.of(scratch.group(1))).doesNotExist();
    assertThat(Processes.withEnvironment("CLAUDE_WORKER_HOME=" + scratch.group(1) + "/home")).isEmpty();
    assertThat(Processes.withCommand(scratch.group(1))).isEmpty();
  }
}
