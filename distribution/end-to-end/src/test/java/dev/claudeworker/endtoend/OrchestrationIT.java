package dev.claudeworker.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.stub.LoggedRequest;
import dev.claudeworker.stub.StubMessagesApi;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Graphs of tasks as people hand them over, with the real `claude`. */
class OrchestrationIT {

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

  private void file(String name, String text) throws IOException {
    Files.writeString(worker.work().resolve(name), text);
  }

  private Map<String, Object> orchestration(long id) {
    return worker.run("orchestration-status", Long.toString(id), "--json").succeeded().json();
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> task(Map<String, Object> orchestration, String identifier) {
    return ((List<Map<String, Object>>) orchestration.get("tasks")).stream()
        .filter(task -> identifier.equals(task.get("identifier")))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theWorkflowOfTheExistingSystemRunsUnchanged() throws IOException {
    file("workflow.json", """
        {
          "tasks": [
            {
              "identifier": "fetch_data",
              "execution_prompt": "Download dataset from S3 to /data/raw/"
            },
            {
              "identifier": "process_data",
              "execution_prompt": "Clean and transform data in /data/raw/",
              "depends_on": ["fetch_data"],
              "initial_delay": 2.0
            },
            {
              "identifier": "train_model",
              "execution_prompt": "Train ML model on processed data",
              "depends_on": ["process_data"],
              "model": "opus"
            }
          ]
        }
        """);

    assertThat(worker.run("orchestrate", "workflow.json").succeeded().stdout()).isEqualTo("1\n");
    var ended = Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(300))
        .until(() -> orchestration(1), found -> !List.of("pending", "running").contains(found.get("status")));

    assertThat(ended).containsEntry("status", "completed").containsEntry("completed_tasks", 3);
    assertThat(worker.task(((Number) task(ended, "train_model").get("task_id")).longValue()))
        .containsEntry("model", "opus");
  }

  @Test
  void theFullStackExampleMakesItsDirectories() throws IOException {
    file("app.json", """
        {
          "tasks": [
            {
              "identifier": "design_api",
              "execution_prompt": "Design REST API specification for todo app",
              "model": "opus"
            },
            {
              "identifier": "create_backend",
              "execution_prompt": "Implement FastAPI backend based on API spec",
              "depends_on": ["design_api"],
              "working_directory": "./backend"
            },
            {
              "identifier": "create_frontend",
              "execution_prompt": "Build React frontend with TypeScript",
              "depends_on": ["design_api"],
              "working_directory": "./frontend"
            },
            {
              "identifier": "add_tests",
              "execution_prompt": "Write comprehensive test suites",
              "depends_on": ["create_backend", "create_frontend"]
            },
            {
              "identifier": "create_docker",
              "execution_prompt": "Create Docker Compose configuration",
              "depends_on": ["add_tests"]
            }
          ]
        }
        """);

    worker.run("orchestrate", "app.json", "--wait").succeeded();

    assertThat(worker.work().resolve("backend")).isDirectory();
    assertThat(worker.work().resolve("frontend")).isDirectory();
  }

  @Test
  void theRefactoringPipelineIsWatchedToItsEnd() throws IOException {
    file("refactor.json", """
        {
          "tasks": [
            {
              "identifier": "analyze",
              "execution_prompt": "Analyze codebase for code smells and technical debt",
              "model": "opus"
            },
            {
              "identifier": "plan_refactor",
              "execution_prompt": "Create detailed refactoring plan",
              "depends_on": ["analyze"],
              "model": "opus"
            },
            {
              "identifier": "refactor_auth",
              "execution_prompt": "Refactor authentication module",
              "depends_on": ["plan_refactor"]
            },
            {
              "identifier": "refactor_api",
              "execution_prompt": "Refactor API endpoints",
              "depends_on": ["plan_refactor"]
            },
            {
              "identifier": "refactor_db",
              "execution_prompt": "Refactor database layer",
              "depends_on": ["plan_refactor"]
            },
            {
              "identifier": "run_tests",
              "execution_prompt": "Run all tests and fix any issues",
              "depends_on": ["refactor_auth", "refactor_api", "refactor_db"]
            }
          ]
        }
        """);

    var result = worker.run("orchestrate", "refactor.json", "--wait").succeeded();

    assertThat(result.stdout()).contains("run_tests\tcompleted\t").endsWith("orchestration\tcompleted\t6/6\n");
  }

  @Test
  void theDataPipelineIsPostedOverHttp() {
    worker.config("task", Map.of("working_directory", worker.work().toString()));
    worker.run("server", "start").succeeded();

    var answer = worker.post("/api/v1/orchestrations", """
        {"tasks": [
          {"identifier": "extract_sales", "execution_prompt": "Extract sales data from PostgreSQL"},
          {"identifier": "extract_inventory", "execution_prompt": "Extract inventory from MongoDB"},
          {"identifier": "extract_customers", "execution_prompt": "Extract customer data from API"},
          {"identifier": "transform", "execution_prompt": "Clean, normalize, and join all datasets",
           "depends_on": ["extract_sales", "extract_inventory", "extract_customers"], "initial_delay": 2.0},
          {"identifier": "load_warehouse", "execution_prompt": "Load transformed data into Snowflake",
           "depends_on": ["transform"]},
          {"identifier": "generate_report", "execution_prompt": "Create executive dashboard",
           "depends_on": ["load_warehouse"], "model": "opus"}]}
        """);

    var ended = Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(300))
        .until(() -> worker.get("/api/v1/orchestrations/" + answer.get("orchestration_id")),
            found -> List.of("completed", "failed").contains(found.get("status")));
    assertThat(ended).containsEntry("status", "completed")
        .containsEntry("completed_tasks", 6)
        .containsEntry("total_tasks", 6);
  }

  @Test
  void resultsAndSessionsReachTheTasksBelow() throws IOException {
    file("chain.yaml", """
        tasks:
          - name: find
            execution_prompt: "Find the code [[text The code is 4711]]"
          - name: use
            execution_prompt: "Use it: {{tasks.find.result}} [[text used]]"
            depends-on: [find]
          - name: go_on
            execution_prompt: "And now? [[text went on]]"
            continue_from: find
        """);

    worker.run("orchestrate", "chain.yaml", "--wait").succeeded();

    LoggedRequest found = asked("Find the code");
    LoggedRequest goneOn = asked("And now?");
    assertThat(asked("Use it: The code is 4711").messages()).isEqualTo(found.messages());
    assertThat(goneOn.messages()).as("the upstream task's conversation is there").isGreaterThan(found.messages());
    assertThat(goneOn.session()).as("a session of its own").isNotEqualTo(found.session());
  }

  private LoggedRequest asked(String text) {
    return stub.requests()
        .stream()
        .filter(request -> request.isMessage() && request.userText().contains(text))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void whatIsWrongIsToldWithItsPlaceAndAFailureIsTheExitCode() throws IOException {
    file("wrong.yaml", """
        tasks:
          - name: a
            execution_prompt: x
            depends_on: [b]
          - name: b
            execution_prompt: x
            depends_on: [a, fetsch]
        """);
    var refused = worker.run("orchestrate", "wrong.yaml");
    assertThat(refused.exitCode()).isNotZero();
    assertThat(refused.stderr()).contains("a -> b -> a", "there is no task 'fetsch'");

    file("fails.yaml", """
        tasks:
          - {name: a, execution_prompt: exit 3, executor: shell}
          - {name: b, execution_prompt: echo never, executor: shell, depends_on: [a]}
        """);
    var failed = worker.run("orchestrate", "fails.yaml", "--wait").failedWith(1);
    assertThat(failed.stdout()).contains("b\tskipped\tbecause of a", "orchestration\tfailed\t0/2");
  }
}
