package dev.claudeworker.plugin.mcptools;

import dev.claudeworker.spi.JsonCodec;
import dev.claudeworker.spi.PluginContext;
import dev.claudeworker.spi.tool.Resource;
import dev.claudeworker.spi.tool.Tool;
import dev.claudeworker.spi.tool.ToolSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** All tools of the product. They never change while they are there. */
final class ProductTools implements ToolSet {

  /** Names by which another system calls the same. */
  private static final Map<String, String> ALIASES = Map.of(
      "DelegateTask", "create_task",
      "TaskStatus", "get_task_status",
      "TaskLogs", "get_task_logs",
      "CancelTask", "cancel_task",
      "RetryTask", "retry_task",
      "ResumeTask", "resume_task");

  private final List<Tool> tools;

  ProductTools(ProductSettings settings, PluginContext context) {
    JsonCodec json = context.json();
    List<ProductTool> made = new ArrayList<>();
    var groups = new StagedGroups(context.homeDirectory(), json, settings.maxGroups());
    made.addAll(new CreateTools(json, settings, groups).tools());
    made.addAll(new TaskTools(json).tools());
    made.addAll(new WaitTools(json, settings.maxWait(), context.clock()).tools());
    made.addAll(new OrchestrationTools(json).tools());
    made.addAll(new ServerTools(json).tools());
    if (settings.aliases()) {
      ALIASES.entrySet()
          .stream()
          .sorted(Map.Entry.comparingByKey())
          .forEach(alias -> made.stream()
              .filter(tool -> tool.descriptor().name().equals(alias.getValue()))
              .findFirst()
              .ifPresent(tool -> made.add(tool.alias(alias.getKey()))));
    }
    tools = List.copyOf(made);
  }

  @Override
  public List<Tool> tools() {
    return tools;
  }

  @Override
  public List<Resource> resources() {
    return List.of(TaskResource.RESULT, TaskResource.LOG);
  }
}
