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
    var rails = new GuardRails(settings);
    made.addAll(new CreateTools(json, rails, groups).tools());
    made.addAll(new TaskTools(json).tools());
    made.addAll(new WaitTools(json, settings.maxWait()).tools());
    made.addAll(new OrchestrationTools(json, rails).tools());
    made.addAll(new ServerTools(json).tools());
    made.replaceAll(tool -> goingOn(tool, json));
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

  /** What these begin or wait for goes on in the queue, so clients that can follow work get a handle to it. */
  private static ProductTool goingOn(ProductTool tool, JsonCodec json) {
    return switch (tool.descriptor().name()) {
      case "create_task", "retry_task", "resume_task" -> tool.goingOn(new QueueWork(json, true), QueueWork::ofTask);
      case "create_orchestration", "submit_orchestration" ->
          tool.goingOn(new QueueWork(json, true), QueueWork::ofOrchestration);
      case "wait_for_task" -> tool.goingOn(new QueueWork(json, false), QueueWork::ofTask);
      default -> tool;
    };
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
