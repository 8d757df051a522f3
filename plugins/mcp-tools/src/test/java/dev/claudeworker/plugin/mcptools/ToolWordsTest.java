package dev.claudeworker.plugin.mcptools;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ToolWordsTest {

  @Test
  void whatAToolDoesIsCalledByItsName() {
    assertThat(ToolWords.of("There is no task 9. List the tasks with GET /api/v1/tasks."))
        .isEqualTo("There is no task 9. List the tasks with list_tasks.");
    assertThat(ToolWords.of("'claude-worker list' shows the tasks there are."))
        .isEqualTo("list_tasks shows the tasks there are.");
    assertThat(ToolWords.of("Go on with 'claude-worker resume ID', or with another prompt."))
        .isEqualTo("Go on with resume_task, or with another prompt.");
    assertThat(ToolWords.of("'claude-worker list-orchestrations' or GET /api/v1/orchestrations lists them."))
        .isEqualTo("list_orchestrations lists them.");
  }

  @Test
  void whatNoToolDoesStaysAsItIs() {
    for (String text : new String[] {"Run 'claude-worker doctor' if it stays so.", "See GET /api/v1/tasks/7/logs."}) {
      assertThat(ToolWords.of(text)).isEqualTo(text);
    }
  }
}
