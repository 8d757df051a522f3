package dev.claudeworker.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.stub.StubMessagesApi;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The main job, as a person does it: hand over a prompt, get the terminal back, see what came of it. */
class RealTaskIT {

  private StubMessagesApi stub;
  private WorkerHome worker;

  @BeforeEach
  void installInAnEmptyHome() {
    stub = StubMessagesApi.start();
    worker = WorkerHome.createWithClaude(stub);
  }

  @AfterEach
  void endEverything() {
    worker.close();
    stub.close();
  }

  @Test
  void runWithWatchStartsTheServerAndShowsTheAnswer() {
    var result = worker.run("run", "Say hello [[text Hello from the model]]", "--watch").succeeded();
    assertThat(result.stdout()).as("nothing but the answer, ready for a pipe").isEqualTo("Hello from the model\n");
    assertThat(result.stderr()).contains("Started the server").contains("task 1 completed");
  }

  @Test
  void runGivesTheTerminalBackAndStatusShowsResultCostAndTokens() {
    long id = worker.submit("Add it up [[usage input_tokens=1000 output_tokens=500]] [[text The sum is 42]]");
    var task = worker.awaitStatus(id, "completed");
    assertThat(task).containsEntry("final_summary", "The sum is 42")
        .containsEntry("model", "sonnet")
        .containsEntry("executor", "claude-cli")
        .containsEntry("working_directory", worker.work().toString());
    assertThat(usage(task).get("input_tokens")).isEqualTo(1000);
    assertThat(((Number) usage(task).get("cost_usd")).doubleValue()).isPositive();
    assertThat(((Number) usage(task).get("cpu_seconds")).doubleValue()).isPositive();
    assertThat(((Number) usage(task).get("peak_memory_bytes")).longValue()).isPositive();
  }

  @Test
  void promptComesFromAFileAndFromStandardInput() throws IOException {
    Files.writeString(worker.work().resolve("prompt.md"), "--help is no option here [[text from the file]]");
    assertThat(worker.run("run", "prompt.md", "--watch").succeeded().stdout()).contains("from the file");
    var joined = worker.runWithInput("some diff [[text from the pipe]]", "run", "Review these changes", "--watch");
    assertThat(joined.succeeded().stdout()).contains("from the pipe");
    assertThat(worker.task(2).get("execution_prompt").toString()).contains("Review these changes")
        .contains("some diff");
  }

  @Test
  void toolsWorkInTheDirectoryOfTheTask() {
    var result = worker.run("run", "--watch", "--allow", "Bash",
        "[[tool Bash {\"command\":\"echo made > made.txt\"}]] [[text done]]");
    result.succeeded();
    assertThat(worker.work().resolve("made.txt")).hasContent("made");
  }

  @Test
  void deniedToolCallsAreCountedAndShownBesideTheResult() {
    var prompt = "[[tool Bash {\"command\":\"curl http://127.0.0.1:9/\"}]] [[text could not do it]]";
    var shown = worker.run("run", prompt, "--watch").succeeded();
    assertThat(shown.stdout() + shown.stderr()).contains("1 tool call").contains("denied");
    assertThat(worker.task(1)).containsEntry("denied_tool_calls", 1);
    worker.run("run", prompt, "--watch", "--on-denied", "fail").failedWith(1);
    assertThat(worker.task(2)).containsEntry("status", "failed");
  }

  @Test
  void logsShowWhatHappenedAndTheRawOutput() {
    long id = worker.submit("--allow", "Bash", "[[tool Bash {\"command\":\"echo seen\"}]] [[text done]]");
    worker.awaitStatus(id, "completed");
    assertThat(worker.run("logs", Long.toString(id)).succeeded().stdout()).contains("[tool:bash] echo seen");
    assertThat(worker.run("logs", Long.toString(id), "--raw").succeeded().stdout()).contains("\"type\":\"result\"");
  }

  @Test
  void failureOfTheApiIsClassifiedWithASuggestion() {
    var result = worker.run("run", "[[error 404]]", "--model", "no-such-model", "--watch").failedWith(1);
    assertThat(result.stdout() + result.stderr()).contains("no-such-model");
    @SuppressWarnings("unchecked") var error = (Map<String, Object>) worker.task(1).get("error");
    assertThat(error).containsEntry("code", "model_not_found");
    assertThat(error.get("suggestion").toString()).isNotEmpty();
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> usage(Map<String, Object> task) {
    return (Map<String, Object>) task.get("usage");
  }
}
