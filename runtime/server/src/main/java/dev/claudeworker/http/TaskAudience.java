package dev.claudeworker.http;

import dev.claudeworker.family.FamilyLimits;
import dev.claudeworker.mcp.ToolAudience;
import dev.claudeworker.mcp.ToolSelection;
import dev.claudeworker.spi.task.Task;
import java.util.List;
import java.util.Optional;

/** What tasks see of the tools, and what they are told about themselves. */
public final class TaskAudience {

  private final ToolSelection exposed;
  private final FamilyLimits limits;

  /**
   * Creates the audience.
   *
   * @param expose {@code tools.expose}
   * @param limits what tasks may create
   */
  public TaskAudience(List<String> expose, FamilyLimits limits) {
    this.exposed = new ToolSelection(expose);
    this.limits = limits;
  }

  ToolAudience of(Request request) {
    return request.acting()
        .map(acting -> new ToolAudience(exposed::includes, Optional.of(about(acting.task()))))
        .orElse(ToolAudience.EVERYBODY);
  }

  private String about(Task task) {
    String member = task.place()
        .orchestration()
        .map(id -> " of orchestration " + id
            + task.place().identifier().map(name -> ", called '" + name + "'").orElse(""))
        .orElse("");
    String adding = task.place()
        .orchestration()
        .map(id -> " Add tasks to orchestration " + id + " with add_tasks; they may depend on tasks in it.")
        .orElse("");
    return "You are task " + task.id() + member + " yourself. You may create tasks (at most " + limits.maxChildren()
        + " in all) and see them" + (member.isEmpty() ? "." : " and your orchestration.") + adding
        + " A task in your own directory starts when you have ended, unless you give it concurrency_key none;"
        + " so do not wait for one without it.";
  }
}
