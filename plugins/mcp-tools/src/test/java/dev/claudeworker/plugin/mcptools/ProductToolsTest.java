package dev.claudeworker.plugin.mcptools;

import static dev.claudeworker.plugin.mcptools.ProductToolsRig.json;
import static dev.claudeworker.plugin.mcptools.ProductToolsRig.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.testkit.tool.TestCall;
import dev.claudeworker.spi.tool.Tool;
import dev.claudeworker.spi.tool.ToolResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProductToolsTest {

  private static final String TASKS = "/api/v1/tasks";

  @TempDir
  private Path home;

  private ProductToolsRig rig;

  @BeforeEach
  void start() {
    rig = new ProductToolsRig(home);
    rig.api.answer("POST " + TASKS, json("{'id':7,'status':'pending'}"))
        .answer("GET " + TASKS, json("{'tasks':[],'next_cursor':null}"));
  }

  @Test
  void aTaskIsCreatedOnceForOneUseOfTheTool() throws Exception {
    rig.call("create_task", TestCall.of(json("{'execution_prompt':'do it','wait_after_dependencies':5}"), rig.api)
        .withCallId("toolu_1")
        .from(Path.of("/project")));

    assertThat(rig.lastBody()).isEqualTo("{'execution_prompt':'do it','working_directory':'/project',"
        + "'initial_delay':5,'source':'mcp'}");
    assertThat(rig.api.requests().getLast().idempotencyKey()).isEqualTo(Optional.of("mcp-toolu_1"));
  }

  @Test
  void aRelativeDirectoryCountsFromWhereTheClientWorks() throws Exception {
    rig.call("create_task", TestCall.of(json("{'execution_prompt':'x','working_directory':'../b'}"), rig.api)
        .from(Path.of("/project/a")));

    assertThat(rig.lastBody()).contains("'working_directory':'/project/b'");
  }

  @Test
  void aTaskFindsTheOnesThatTheSameClientNamedBefore() throws Exception {
    rig.call("create_task", "{'execution_prompt':'x','task_identifier':'fetch'}");
    assertThat(rig.lastBody()).contains("'labels':{'mcp.client':'tester','mcp.identifier':'fetch'}");
    rig.api.answer("GET " + TASKS, json("""
        {'tasks':[{'id':9,'labels':{'mcp.client':'somebody else','mcp.identifier':'fetch'}},
                  {'id':8,'labels':{'mcp.client':'tester','mcp.identifier':'fetch'}}]}"""));

    rig.call("create_task", "{'execution_prompt':'y','depends_on':['fetch']}");

    assertThat(rig.lastBody()).contains("'depends_on':[8]");
  }

  @Test
  void aDependencyThatNobodyCreatedIsToldByItsNameAndAnIdIsTakenAsOne() throws Exception {
    ToolResult refused = rig.call("create_task", "{'execution_prompt':'y','depends_on':['nothing']}");

    assertThat(refused.isError()).isTrue();
    assertThat(text(refused)).contains("'nothing'", "list_tasks");
    rig.call("create_task", "{'execution_prompt':'y','depends_on':['3',4]}");
    assertThat(rig.lastBody()).contains("'depends_on':[3,4]");
  }

  @Test
  void aStagedGroupSurvivesARestartAndIsForgottenWhenItIsSubmitted() throws Exception {
    rig.call("create_task", "{'execution_prompt':'x','orchestration_group':'g','task_identifier':'a'}");
    rig.restart("{}");
    ToolResult staged = rig.call("create_task",
        "{'execution_prompt':'y','orchestration_group':'g','task_identifier':'b','depends_on':['a']}");
    assertThat(text(staged)).contains("\"staged_tasks\":2", "Nothing runs yet");
    ToolResult refused = rig.call("submit_orchestration", "{'orchestration_group':'g'}");
    assertThat(refused.isError()).as("nothing is lost when the server refuses").isTrue();
    rig.api.answer("POST /api/v1/orchestrations", json("{'id':1,'status':'running'}"));

    assertThat(rig.call("submit_orchestration", "{'orchestration_group':'g'}").isError()).isFalse();

    assertThat(rig.lastBody()).isEqualTo("{'name':'g','tasks':[{'execution_prompt':'x','identifier':'a'},"
        + "{'execution_prompt':'y','identifier':'b','depends_on':['a']}]}");
    assertThat(text(rig.call("submit_orchestration", "{'orchestration_group':'g'}"))).contains("Nothing is staged");
  }

  @Test
  void groupsAreBoundedAndTheirNamesAreNoPaths() throws Exception {
    rig.restart("{'max_groups':1}");
    String task = "{'execution_prompt':'x','task_identifier':'a','orchestration_group':'%s'}";
    assertThat(rig.call("create_task", task.formatted("one")).isError()).isFalse();

    assertThat(text(rig.call("create_task", task.formatted("two")))).contains("plugins.mcp-tools.max_groups");
    assertThat(text(rig.call("create_task", task.formatted("../../evil")))).contains("A-Za-z0-9_-");
    assertThat(text(rig.call("create_task", "{'execution_prompt':'x','orchestration_group':'one'}")))
        .contains("task_identifier");
  }

  @Test
  void aDamagedGroupIsToldAndNotTakenForAnEmptyOne() throws Exception {
    rig.call("create_task", "{'execution_prompt':'x','orchestration_group':'g','task_identifier':'a'}");
    Files.writeString(home.resolve("mcp/groups/g.json"), "[{torn");

    assertThatThrownBy(() -> rig.call("submit_orchestration", "{'orchestration_group':'g'}"))
        .hasMessageContaining("g.json");
  }

  @Test
  void guardRailsHoldWhenTheyAreOn() throws Exception {
    rig.restart("{'strict':true,'min_prompt':10}");

    assertThat(text(rig.call("create_task", "{'execution_prompt':'too short'}"))).contains("min_prompt");
    assertThat(text(rig.call("create_task", "{'execution_prompt':'long enough now','working_directory':'/nowhere'}")))
        .contains("existing directory");
    assertThat(rig.call("create_task", TestCall.of(json("{'execution_prompt':'long enough now'}"), rig.api).from(home))
        .isError()).isFalse();
  }

  @Test
  void everyToolAndEveryParameterIsDescribed() {
    for (Tool tool : rig.make(json("{'aliases':true}")).tools()) {
      assertThat(tool.descriptor().description()).as(tool.descriptor().name()).hasSizeGreaterThan(70).endsWith(".");
      var parameters = (JsonObject) tool.descriptor().inputSchema().get("properties").orElseThrow();
      parameters.members()
          .forEach((name, schema) -> assertThat(((JsonObject) schema).text("description").orElse(""))
              .as(tool.descriptor().name() + " " + name)
              .hasSizeGreaterThan(8)
              .endsWith("."));
    }
  }

  @Test
  void onlyEndedTasksAreCleared() throws Exception {
    assertThat(text(rig.call("clear_tasks", "{'status':'failed,running'}"))).contains("have ended", "cancel_task");
    assertThat(rig.api.requests()).isEmpty();
  }

  @Test
  void anIdentifierHasAFormAndASaidWayOfAsking() throws Exception {
    assertThat(text(rig.call("create_task", "{'execution_prompt':'x','task_identifier':'a b'}")))
        .contains("'task_identifier' must be 1 to 100 of A-Za-z0-9_-");
    rig.call("create_task", "{'execution_prompt':'x','on_denied':'ask'}");
    assertThat(rig.lastBody()).contains("'executor_options':{'on_denied':'ask'}");
  }

  @Test
  void aRefusalNamesEachPlaceOnceAndWhatToDoWithTheTools() throws Exception {
    rig.api.answer("POST " + TASKS, 422, json("""
        {'detail':'/priority: must be low.','suggestion':'Correct what errors names.',
         'errors':[{'pointer':'/priority','detail':'must be low.'}]}"""));
    assertThat(text(rig.call("create_task", "{'execution_prompt':'x','priority':'soon'}")))
        .isEqualTo("priority: must be low. Correct it and call again.");
  }

  @Test
  void underGuardRailsModelAndDirectoryMustBeAmongTheAllowedOnes() throws Exception {
    Path allowed = Files.createDirectory(home.resolve("allowed"));
    Files.createSymbolicLink(allowed.resolve("way-out"), Files.createDirectory(home.resolve("elsewhere")));
    rig.restart("{'strict':true,'min_prompt':1,'allowed_models':['haiku','sonnet'],'allowed_directories':['" + allowed
        + "']}");
    String task = "{'execution_prompt':'x','model':'%s','working_directory':'%s'}";

    assertThat(text(rig.call("create_task", task.formatted("opus", allowed)))).contains("haiku, sonnet", "not opus",
        "allowed_models");
    assertThat(text(rig.call("create_task", "{'execution_prompt':'x','working_directory':'" + allowed + "'}")))
        .contains("'model' must be one of");
    assertThat(text(rig.call("create_task", task.formatted("haiku", allowed.resolve("way-out")))))
        .contains("must be in one of", "allowed_directories");
    assertThat(rig.call("create_task", task.formatted("haiku", allowed)).isError()).isFalse();
  }

  @Test
  void guardRailsHoldForEveryTaskOfAGraphToo() throws Exception {
    rig.restart("{'strict':true,'min_prompt':10}");
    rig.api.answer("POST /api/v1/orchestrations", json("{'id':3}"));
    String tasks = "'tasks':[{'identifier':'a','execution_prompt':'long enough now'},"
        + "{'identifier':'b','execution_prompt':'short'}]";
    String graph = "{" + tasks + ",'base_directory':'" + home + "'}";

    assertThat(text(rig.call("create_orchestration", graph))).contains("Task 'b'", "min_prompt");
    assertThat(
        text(rig.call("add_tasks", TestCall.of(json("{'orchestration_id':1," + tasks + "}"), rig.api).from(home))))
        .contains("Task 'b'", "min_prompt");
    assertThat(rig.call("create_orchestration", graph.replace("'short'", "'long enough too'")).isError()).isFalse();
  }

  @Test
  void submittingAGroupAgainInTheSameCallGivesTheSameOrchestration() throws Exception {
    rig.api.answer("POST /api/v1/orchestrations", json("{'id':3}"));
    rig.call("create_task", "{'orchestration_group':'g','task_identifier':'a','execution_prompt':'x'}");
    var call = TestCall.of(json("{'orchestration_group':'g'}"), rig.api).withCallId("toolu_1");
    assertThat(rig.call("submit_orchestration", call).isError()).isFalse();
    String body = rig.lastBody();

    rig.restart("{}");
    assertThat(rig.call("submit_orchestration", call).isError()).isFalse();

    assertThat(rig.lastBody()).isEqualTo(body);
    assertThat(rig.api.requests().getLast().idempotencyKey()).contains("mcp-toolu_1");
    assertThat(text(rig.call("submit_orchestration", "{'orchestration_group':'g'}"))).contains("Nothing is staged");
  }

  @Test
  void waitingEndsWithTheTaskOrSaysThatItStillRuns() throws Exception {
    rig.api.answer("GET " + TASKS + "/wait", json("""
        {'ended':false,'tasks':[{'id':7,'status':'running','last_action_cache':'Bash: ls'}]}"""));
    var call = TestCall.of(json("{'task_id':'7','timeout':12}"), rig.api);

    ToolResult still = rig.call("wait_for_task", call);

    assertThat(still.isError()).isFalse();
    assertThat(text(still)).contains("\"still_running\":true", "\"status\":\"running\"");
    assertThat(call.told()).hasSize(3).allMatch("running: Bash: ls"::equals);
    assertThat(rig.api.requests()).extracting(request -> request.query().get("timeout"))
        .as("looks, then waits in the server, in slices that let it tell how it goes")
        .containsExactly("0", "5", "5", "2");
  }

  @Test
  void aWaitForManyAsksOnceAndGivesTheEndedOnesWhole() throws Exception {
    rig.api.answer("GET " + TASKS + "/wait", json("""
        {'ended':true,'tasks':[{'id':7,'status':'running'},{'id':8,'status':'completed','final_summary':'do'}]}"""));
    rig.api.answer("GET " + TASKS + "/8", json("{'id':8,'status':'completed','final_summary':'done'}"));

    assertThat(text(rig.call("wait_for_any", "{'task_ids':[7,'8']}"))).contains("\"still_running\":false", "\"done\"");
    assertThat(rig.api.requests()).hasSize(2);
    assertThat(rig.api.requests().getFirst().query()).containsEntry("id", "7,8");
  }

  @Test
  void aRefusalOfTheServerIsToldWithItsPlacesAndAdvice() throws Exception {
    rig.api.answer("POST " + TASKS, 422, json(
        """
            {'detail':'The request has 2 problems.','suggestion':'Correct them.',
             'errors':[{'pointer':'/model','detail':'is unknown.'},{'pointer':'/priority','detail':'is no priority.'}]}"""));

    ToolResult refused = rig.call("create_task", "{'execution_prompt':'x','model':'gpt'}");

    assertThat(refused.isError()).isTrue();
    assertThat(text(refused)).isEqualTo(
        "model: is unknown. priority: is no priority. Correct it and call again.");
  }

  @Test
  void idsThatAreNoneAreRefusedBeforeTheServerIsAsked() throws Exception {
    for (String id : new String[] {"'0'", "'-1'", "'../7'", "''", "'7a'"}) {
      ToolResult refused = rig.call("get_task_status", "{'task_id':" + id + "}");
      assertThat(refused.isError()).as(id).isTrue();
    }
    assertThat(rig.api.requests()).isEmpty();
  }

  @Test
  void namesOfTheOtherSystemCanBeSwitchedOn() throws Exception {
    rig.restart("{'aliases':true}");
    rig.api.answer("GET " + TASKS + "/7", json("{'id':7,'status':'failed'}"));

    assertThat(text(rig.call("TaskStatus", "{'task_id':7}"))).contains("failed");
    assertThat(rig.make(JsonObject.EMPTY).tools()).noneMatch(tool -> tool.descriptor().name().equals("TaskStatus"));
  }

  @Test
  void usageIsSummedByModel() throws Exception {
    rig.api.answer("GET " + TASKS, json(
        """
            {'tasks':[{'model':'opus','usage':{'turns':2,'cost_usd':0.5}},{'model':'opus','usage':{'turns':1,'cost_usd':0.25}},
                      {'model':'haiku','usage':{'turns':1}}]}"""));

    assertThat(text(rig.call("usage_summary", "{}"))).contains("\"opus\":{\"tasks\":2,\"turns\":3",
        "\"cost_usd\":0.75", "\"haiku\":{\"tasks\":1,\"turns\":1");
  }

  @Test
  void clearingCountsWhatWentAndWhatMustStay() throws Exception {
    rig.api.answer("GET " + TASKS, json("{'tasks':[{'id':1},{'id':2}],'next_cursor':'c'}"))
        .answer("DELETE " + TASKS + "/1", 204, json("{}"));

    assertThat(text(rig.call("clear_tasks", "{}")))
        .isEqualTo("{\"deleted_tasks\":1,\"kept_tasks\":1,\"more\":true}");
  }
}
