package dev.claudeworker.plugin.mcptools;

import dev.claudeworker.spi.JsonCodec;
import dev.claudeworker.spi.JsonValue;
import dev.claudeworker.spi.JsonValue.JsonNumber;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.tool.ToolHints;
import dev.claudeworker.spi.tool.WorkerApi.Request;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tools for the queue and the server as a whole. */
final class ServerTools {

  private static final long MAX_SUMMED = 1_000;
  private static final long DEFAULT_SUMMED = 200;

  private final JsonCodec json;

  ServerTools(JsonCodec json) {
    this.json = json;
  }

  List<ProductTool> tools() {
    return List.of(
        ProductTool.of(json, "pause_queue",
            """
                Starts no more tasks until resume_queue; running ones go on. Give an executor to pause only its tasks. It stops \
                everybody's tasks, so ask the person first. Returns all that is paused.""",
            executor(), ToolHints.SETS, call -> gate(call, "pause")),
        ProductTool.of(json, "resume_queue", """
            Starts tasks again after pause_queue, with the same executor. Returns what is still paused.""",
            executor(), ToolHints.SETS, call -> gate(call, "unpause")),
        ProductTool.of(json, "usage_summary", """
            Sums up what the newest tasks used, by model: tasks, turns, tokens and cost in US dollars.""",
            Input.none().number("tasks", "How many of the newest tasks; 200 unless given.", 1, MAX_SUMMED),
            ToolHints.READS, ServerTools::usage),
        ProductTool.of(json, "list_plugins",
            """
                Lists the plugins of the server with their state and what they provide, and what is wrong with one that does not \
                work. Use it to find out which executors there are.""",
            Input.none(), ToolHints.READS, ServerTools::plugins),
        ProductTool.of(json, "check_api_health", """
            Tells whether the server works, and for every part of it that does not, what to do.""",
            Input.none(), ToolHints.READS, ServerTools::health),
        ProductTool.of(json, "get_version",
            """
                Tells the version of the server, since when it runs, how many tasks it runs at once and how many are in which \
                state.""",
            Input.none(), ToolHints.READS, ServerTools::version));
  }

  private static Input executor() {
    return Input.none().text("executor", "Only tasks of this executor; all unless given.");
  }

  private static JsonObject gate(Call call, String word) throws InterruptedException {
    Optional<String> executor = call.text("executor");
    JsonObject scope =
        executor.isPresent() ? JsonObject.EMPTY.with("executor", executor.get()) : JsonObject.EMPTY;
    return call.ask(Request.post(Call.BASE + "/queue/" + word, scope));
  }

  /** Sick parts make it answer 503; the document says which, so it is an answer all the same. */
  private static JsonObject health(Call call) throws InterruptedException {
    return call.api().send(Request.get("/health/detailed")).body() instanceof JsonObject report ? report
        : JsonObject.EMPTY;
  }

  private static JsonObject plugins(Call call) throws InterruptedException {
    JsonObject all = call.ask(Request.get(Call.BASE + "/plugins"));
    return JsonObject.EMPTY.with("plugins", Digest.each(all.get("plugins").orElse(JsonObject.EMPTY), Digest::plugin));
  }

  private static JsonObject version(Call call) throws InterruptedException {
    JsonObject server = call.ask(Request.get(Call.BASE + "/server"));
    Map<String, JsonValue> picked = new LinkedHashMap<>();
    for (String name : List.of("version", "started_at", "worker", "tasks")) {
      server.get(name).ifPresent(value -> picked.put(name, value));
    }
    return new JsonObject(picked);
  }

  private static JsonObject usage(Call call) throws InterruptedException {
    long count = call.number("tasks").orElse(DEFAULT_SUMMED);
    JsonObject page =
        call.ask(Request.get(Call.BASE + "/tasks").withQuery(Map.of("limit", Long.toString(count))));
    Map<String, JsonValue> byModel = new LinkedHashMap<>();
    for (JsonObject task : Call.objects(page, "tasks")) {
      String model = task.text("model").orElse("none");
      byModel.merge(model, sum(JsonObject.EMPTY, task), (before, one) -> sum((JsonObject) before, task));
    }
    return JsonObject.EMPTY.with("models", new JsonObject(byModel));
  }

  private static JsonObject sum(JsonObject before, JsonObject task) {
    JsonObject usage = task.get("usage").orElse(JsonObject.EMPTY) instanceof JsonObject given ? given
        : JsonObject.EMPTY;
    JsonObject sum = before.with("tasks", new JsonNumber(number(before, "tasks").add(BigDecimal.ONE)));
    for (String name : List.of("turns", "input_tokens", "output_tokens", "cost_usd")) {
      sum = sum.with(name, new JsonNumber(number(before, name).add(number(usage, name))));
    }
    return sum;
  }

  private static BigDecimal number(JsonObject object, String name) {
    return object.get(name).orElse(JsonNumber.of(0)) instanceof JsonNumber(BigDecimal value) ? value
        : BigDecimal.ZERO;
  }
}
