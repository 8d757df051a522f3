package dev.claudeworker.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.stub.StubMessagesApi;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What is secret is in no place where it would be found later: no log, no file of a task, no list of processes. */
class SecretsIT {

  private static final String KEY = "dummy-key-for-tests";
  private static final String WRONG_TOKEN = "wrong-token-that-was-tried";

  @AutoClose
  private final StubMessagesApi stub = StubMessagesApi.start();

  @AutoClose
  private final WorkerHome worker = WorkerHome.createWithClaude(stub);

  @Test
  void keysAndTokensAreInNoFileAndNoArgument() throws IOException {
    worker.run("server", "start", "--debug").succeeded();
    worker.run("run", "Say hello [[text Hello]]", "--watch").succeeded();
    worker.environment("CLAUDE_WORKER_ACCESS_TOKEN", WRONG_TOKEN).run("list").failedWith(5);
    worker.environment("CLAUDE_WORKER_ACCESS_TOKEN", "").submit("--executor", "shell", "touch up; exec sleep 600");
    worker.awaitFile("up");

    assertThat(Processes.withCommand(KEY)).isEmpty();
    assertThat(Processes.withCommand(worker.token())).isEmpty();
    try (var files = Files.walk(worker.home())) {
      assertThat(files.filter(Files::isRegularFile)).hasSizeGreaterThan(20)
          .allSatisfy(file -> assertThat(content(file)).as(file.toString()).doesNotContain(KEY, WRONG_TOKEN))
          .filteredOnAssertions(file -> assertThat(content(file)).contains(worker.token()))
          .containsExactly(worker.home().resolve("token"));
    }
  }

  private static String content(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.ISO_8859_1);
  }
}
