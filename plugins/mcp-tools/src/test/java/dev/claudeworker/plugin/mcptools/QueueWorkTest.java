package dev.claudeworker.plugin.mcptools;

import static dev.claudeworker.plugin.mcptools.ProductToolsRig.json;
import static dev.claudeworker.plugin.mcptools.ProductToolsRig.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.claudeworker.spi.WorkerException;
import dev.claudeworker.spi.testkit.tool.TestCall;
import dev.claudeworker.spi.tool.LongWork;
import dev.claudeworker.spi.tool.Question;
import dev.claudeworker.spi.tool.Reply;
import dev.claudeworker.spi.tool.ToolResult;
import dev.claudeworker.spi.tool.WorkState;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QueueWorkTest {

  @TempDir
  private Path home;

  private ProductToolsRig rig;

  @BeforeEach
  void start() {
    rig = new ProductToolsRig(home);
  }

  private LongWork work(String tool) {
    return rig.tool(tool).longWork().orElseThrow();
  }

  private WorkState task(String document) throws InterruptedException {
    rig.api.answer("GET /api/v1/tasks/7", json(document));
    return work("create_task").look("task-7", rig.api);
  }

  @Test
  void whatIsBegunIsNamedSoThatItIsFoundAgain() throws Exception {
    rig.api.answer("POST /api/v1/tasks", json("{'id':7,'status':'pending'}"))
        .answer("POST /api/v1/orchestrations", json("{'id':3,'status':'pending'}"));

    assertThat(rig.call("create_task", "{'execution_prompt':'x'}").work()).contains("task-7");
    assertThat(rig.call("create_orchestration", "{'tasks':[]}").work()).contains("orchestration-3");
    assertThat(rig.call("create_task",
        "{'execution_prompt':'x','orchestration_group':'g','task_identifier':'a'}").work()).as("staged").isEmpty();
    assertThat(rig.call("get_version", "{}").work()).isEmpty();
    assertThat(rig.tool("list_tasks").longWork()).isEmpty();
    assertThat(work("create_task").required()).as("no tool needs a client that follows").isFalse();
  }

  @Test
  void whoFollowsDoesNotWait() throws Exception {
    rig.api.answer("GET /api/v1/tasks/wait", json("{'tasks':[{'id':7,'status':'running'}]}"));

    ToolResult result =
        rig.call("wait_for_task", TestCall.of(json("{'task_id':7,'timeout':300}"), rig.api).following());

    assertThat(result.work()).as(text(result)).contains("task-7");
    assertThat(text(result)).contains("\"still_running\":true");
    assertThat(rig.api.requests()).hasSize(1);
  }

  @Test
  void aTaskIsSeenAsItStands() throws Exception {
    assertThat(task("{'id':7,'status':'running','last_action_cache':'reads','started_at':'2026-11-01T10:00:00Z'}"))
        .isEqualTo(
            new WorkState.Working("Task 7 is running: reads", Optional.of(Instant.parse("2026-11-01T10:00:00Z"))));
    assertThat(task("{'id':7,'status':'waiting','wait_reason':{'code':'dependency','details':{}}}"))
        .isInstanceOf(WorkState.Working.class);
    assertThat(task("{'id':7,'status':'cancelled'}")).isInstanceOf(WorkState.Cancelled.class);
    var completed = (WorkState.Ended) task("{'id':7,'status':'completed','final_summary':'done'}");
    assertThat(completed.result().isError()).isFalse();
    assertThat(text(completed.result())).contains("done");
    for (String bad : new String[] {"failed", "skipped"}) {
      var ended = (WorkState.Ended) task("{'id':7,'status':'" + bad + "','error_message':'it broke',"
          + "'error':{'suggestion':'Mend it.'}}");
      assertThat(ended.result().isError()).as(bad).isTrue();
      assertThat(text(ended.result())).isEqualTo("Task 7 " + bad + ": it broke Mend it.");
    }
    assertThat(work("create_task").look("task-8", rig.api)).isEqualTo(new WorkState.Gone());
    rig.api.answer("GET /api/v1/tasks/9", 503, json("{'detail':'the storage is away','suggestion':'Wait.'}"));
    assertThatThrownBy(() -> work("create_task").look("task-9", rig.api)).isInstanceOf(WorkerException.class)
        .hasMessageContaining("the storage is away");
  }

  @Test
  void anOrchestrationIsSeenAsItStands() throws Exception {
    for (var end : Map.of("completed", false, "failed", true, "timed_out", true).entrySet()) {
      rig.api.answer("GET /api/v1/orchestrations/3", json("{'id':3,'status':'" + end.getKey() + "'}"));
      var ended = (WorkState.Ended) work("create_orchestration").look("orchestration-3", rig.api);
      assertThat(ended.result().isError()).as(end.getKey()).isEqualTo(end.getValue());
    }
    rig.api.answer("GET /api/v1/orchestrations/3",
        json("{'id':3,'status':'running','completed_tasks':2,'total_tasks':5}"));
    assertThat(work("create_orchestration").look("orchestration-3", rig.api)).isEqualTo(new WorkState.Working(
        "Orchestration 3 is running: 2 of 5 tasks completed.", Optional.empty()));
  }

  @Test
  void aTaskThatWaitsForSomebodyAsksAndTheAnswerIsItsText() throws Exception {
    var asking = (WorkState.Asking) task("{'id':7,'status':'waiting','attempts':2,'wait_reason':"
        + "{'code':'input','details':{'question':'Which color?'}}}");
    assertThat(asking.questions()).isEqualTo(Map.of("answer-2", Question.text("Which color?", "answer")));
    var approval = (WorkState.Asking) task("{'id':7,'status':'waiting','attempts':3,'wait_reason':"
        + "{'code':'approval','details':{}}}");
    assertThat(approval.questions())
        .isEqualTo(Map.of("answer-3", Question.confirm("Task 7 waits for an answer.")));
    var form = (WorkState.Asking) task("{'id':7,'status':'waiting','attempts':4,'wait_reason':"
        + "{'code':'input','details':{'question':'Where?','schema':{'type':'object'}}}}");
    assertThat(form.questions()).isEqualTo(Map.of("answer-4", new Question.Form("Where?", json("{'type':'object'}"))));

    rig.api.answer("POST /api/v1/tasks/7/resume", json("{'id':7,'status':'pending'}"));
    assertThat(answered(new Reply(true, json("{'answer':'blue'}")))).isEqualTo("{'text':'blue'}");
    assertThat(answered(new Reply(true, json("{'confirm':true}")))).isEqualTo("{'text':'yes'}");
    assertThat(answered(Reply.DECLINED)).isEqualTo("{'text':'no'}");
    assertThat(answered(new Reply(true, json("{'a':'1','b':2}")))).contains("a", "1", "b");
  }

  private String answered(Reply reply) throws InterruptedException {
    work("create_task").answer("task-7", Map.of("answer-2", reply), rig.api);
    return rig.lastBody();
  }

  @Test
  void cancellingEndsWhatWasBegunAndLeavesAloneWhatIsOnlyWaitedFor() throws Exception {
    work("wait_for_task").cancel("task-7", rig.api);
    assertThat(rig.api.requests()).isEmpty();
    rig.api.answer("POST /api/v1/tasks/7/cancel", json("{'id':7,'status':'cancelled'}"));
    work("create_task").cancel("task-7", rig.api);
    assertThat(rig.api.requests()).hasSize(1);
    rig.api.answer("POST /api/v1/tasks/7/cancel", 409, json("{'detail':'it has ended'}"));
    work("create_task").cancel("task-7", rig.api);
    rig.api.answer("POST /api/v1/tasks/7/cancel", 503, json("{'detail':'away'}"));
    assertThatThrownBy(() -> work("create_task").cancel("task-7", rig.api)).isInstanceOf(WorkerException.class);
  }
}
