package dev.claudeworker.mcp;

import dev.claudeworker.json.ObjectBuilder;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.WorkerException;
import dev.claudeworker.spi.tool.LongWork;
import dev.claudeworker.spi.tool.Prompt;
import dev.claudeworker.spi.tool.ToolResult;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Calls of tools and prompts: they may ask questions, and tools may begin work that goes on. */
final class McpCalls {

  private final ToolCatalog catalog;
  private final ToolRunner runner;
  private final Rounds rounds;
  private final McpTasks tasks;

  McpCalls(ToolCatalog catalog, ToolRunner runner, Rounds rounds, McpTasks tasks) {
    this.catalog = catalog;
    this.runner = runner;
    this.rounds = rounds;
    this.tasks = tasks;
  }

  JsonObject tool(RpcMessage request, McpClient client, Consumer<JsonObject> out) throws InterruptedException {
    String name = required(request, "name");
    OfferedTool tool = catalog.tool(name)
        .orElseThrow(() -> RpcException.invalidParams("Unknown tool: " + name + "; tools/list has all"));
    if (!(request.params().get("arguments").orElse(JsonObject.EMPTY) instanceof JsonObject given)) {
      throw RpcException.invalidParams("the arguments of a tool must be an object");
    }
    boolean follows = follows(tool, request, client);
    QuestionRound round = rounds.begin(request, client);
    ToolResult result = runner.run(tool, given, client.tools(),
        new Contact(new McpFeedback(request, client, out), round, follows));
    Optional<JsonObject> open = rounds.inputRequired(round, request, client);
    if (open.isPresent()) {
      return runner.bounded(open.get());
    }
    if (!follows) {
      return McpDocuments.result(result);
    }
    if (result.work().isPresent() && !result.isError()) {
      return tasks.handle(tool, result, client);
    }
    return client.stateless() ? McpDocuments.result(result) : tasks.over(tool, result, client);
  }

  /** The content of a resource. */
  JsonObject resource(ResourceReader resources, RpcMessage request, McpClient client) throws InterruptedException {
    return runner.bounded(resources.read(required(request, "uri"), client.tools().api(), client.stateless()));
  }

  private boolean follows(OfferedTool tool, RpcMessage request, McpClient client) {
    Optional<LongWork> work = tool.tool().longWork();
    boolean follows = work.isPresent() && tasks.follows(request, client);
    if (work.filter(LongWork::required).isPresent() && !follows) {
      throw client.stateless() ? RpcException.missingCapability(ClientAbilities.neededForHandles())
          : RpcException.notAsTask("The tool " + tool.descriptor().name() + " can only be called as a task.");
    }
    if (work.isEmpty() && client.hasEarlyTasks() && McpTasks.wantsEarly(request)) {
      throw RpcException.notAsTask("The tool " + tool.descriptor().name() + " cannot be called as a task.");
    }
    return follows;
  }

  private static String required(RpcMessage request, String name) {
    return request.params()
        .text(name)
        .orElseThrow(() -> RpcException.invalidParams("the parameter '" + name + "' is missing"));
  }

  JsonObject prompt(RpcMessage request, McpClient client) {
    String name = required(request, "name");
    Prompt prompt =
        catalog.prompt(name).orElseThrow(() -> RpcException.invalidParams("Unknown prompt: " + name));
    Map<String, String> arguments = arguments(prompt, request);
    QuestionRound round = rounds.begin(request, client);
    List<Prompt.Message> messages = messages(prompt, arguments, round, client);
    JsonObject result = rounds.inputRequired(round, request, client)
        .orElseGet(() -> new ObjectBuilder()
            .put("description", prompt.description())
            .put("messages", messages.stream().map(McpDocuments::message).toList())
            .build());
    return runner.bounded(result);
  }

  private static List<Prompt.Message> messages(
      Prompt prompt, Map<String, String> arguments, QuestionRound round, McpClient client) {
    try {
      return prompt.messages(arguments, round);
    } catch (WorkerException failed) {
      if (client.stateless() && round.unaskable().isPresent()) {
        return List.of();
      }
      throw failed;
    }
  }

  private static Map<String, String> arguments(Prompt prompt, RpcMessage request) {
    Map<String, String> arguments = new HashMap<>();
    if (request.params().get("arguments").orElse(JsonObject.EMPTY) instanceof JsonObject given) {
      given.members().keySet().forEach(key -> given.text(key).ifPresent(text -> arguments.put(key, text)));
    }
    Optional<String> missing = prompt.arguments()
        .stream()
        .filter(argument -> argument.required() && !arguments.containsKey(argument.name()))
        .map(Prompt.Argument::name)
        .findFirst();
    if (missing.isPresent()) {
      throw RpcException.invalidParams("the prompt " + prompt.name() + " needs the argument '" + missing.get() + "'");
    }
    return arguments;
  }
}
