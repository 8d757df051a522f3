package dev.claudeworker.plugin.claudecli.testing;

import dev.claudeworker.plugin.claudecli.testing.ClaudeRig.Started;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.executor.ChildExit;
import dev.claudeworker.stub.JsonReader;
import dev.claudeworker.stub.JsonWriter;
import dev.claudeworker.stub.LoggedRequest;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes the recordings in {@code src/test/resources/recorded} anew, for a new version of the program: runs it against the
 * stub and keeps what it printed, without what is long and of no interest. Run it as root, or the scenario bypass-as-root succeeds. Argument: the folder. System property: {@code
 * claude.binary}.
 */
public final class RunRecorder {

  /** What a scenario changes before its run. */
  private interface Setting {
    void apply(ClaudeRig rig) throws Exception;
  }

  private record Scenario(String name, String prompt, Setting setting, String signal) {

    Scenario(String name, String prompt) {
      this(name, prompt, rig -> {}, "");
    }

    Scenario(String name, String prompt, Setting setting) {
      this(name, prompt, setting, "");
    }
  }

  private static final long USAGE_LIMIT_END = 4_000_000_000L;
  private static final Set<String> INIT_MEMBERS = Set.of(
      "type", "subtype", "session_id", "model", "mcp_servers", "permissionMode", "claude_code_version", "apiKeySource");

  private RunRecorder() {}

  public static void main(String[] arguments) throws Exception {
    Path target = Files.createDirectories(Path.of(arguments[0]));
    for (Scenario scenario : scenarios()) {
      Path scratch = Files.createTempDirectory("recorded");
      try (ClaudeRig rig = new ClaudeRig(scratch)) {
        Files.write(target.resolve(scenario.name() + ".jsonl"), record(scenario, rig, scratch), StandardCharsets.UTF_8);
      }
    }
  }

  private static List<Scenario> scenarios() {
    List<Scenario> all = new ArrayList<>(List.of(
        new Scenario("answer", "[[usage input_tokens=1000 output_tokens=50]] [[text hello]]"),
        new Scenario("thinking", "[[think hm]]"),
        new Scenario("tool", "[[tool Bash {\"command\":\"echo hi\"}]] [[text done]]"),
        new Scenario("denied", "[[tool Bash {\"command\":\"curl http://127.0.0.1:9\"}]] [[text done]]"),
        new Scenario("refusal", "[[stop refusal no]] [[text after all]]"),
        new Scenario("recovered", "[[error 503 times=1]] [[text fine]]", rig -> rig.config("max_retries", "1")),
        new Scenario("fallback-model", "[[error 529 times=3]] [[text fine]]",
            rig -> rig.option("fallback_model", "haiku").config("max_retries", "3")),
        new Scenario("max-turns", "[[tool Bash {\"command\":\"echo 1\"}]] [[text never]]",
            rig -> rig.option("max_turns", "1")),
        new Scenario("max-cost",
            "[[usage input_tokens=900000 output_tokens=90000]] [[tool Bash {\"command\":\"echo 1\"}]]",
            rig -> rig.task().maxCostUsd(new BigDecimal("0.5"))),
        new Scenario("prompt-too-long", "[[error 400 msg=prompt is too long: 250000 tokens > 200000 maximum]]"),
        new Scenario("reset", "[[reset]]"),
        new Scenario("refused-connection", "[[text never]]",
            rig -> rig.variable("ANTHROPIC_BASE_URL", "http://127.0.0.1:9")),
        new Scenario("api-timeout", "[[hang]]", rig -> rig.config("api_timeout", "1s")),
        new Scenario("overloaded-midstream", "[[errormid 2 529]]"),
        new Scenario("not-logged-in", "[[text never]]", rig -> rig.variable("ANTHROPIC_API_KEY", "")),
        new Scenario("usage-limit", "[[error 429 anthropic-ratelimit-unified-status=rejected"
            + " anthropic-ratelimit-unified-reset=" + USAGE_LIMIT_END
            + " anthropic-ratelimit-unified-representative-claim=seven_day]]",
            rig -> rig.variable("ANTHROPIC_API_KEY", "").variable("CLAUDE_CODE_OAUTH_TOKEN", "dummy-token")),
        new Scenario("mcp-failed", "[[text without it]]", rig -> rig
            .option("mcp_servers", JsonObject.EMPTY.with("notes", JsonObject.EMPTY.with("command", "/nowhere/notes")))
            .option("optional_mcp_servers", List.of("notes"))),
        new Scenario("background", "[[tool Bash {\"command\":\"for i in 1 2 3; do sleep 0.3; done\","
            + "\"run_in_background\":true}]] [[text first]] [[text second]]",
            rig -> rig.config("background_tasks", "true").option("allowed_tools", List.of("Bash"))),
        new Scenario("sigint", "[[hangmid 2]]", rig -> {}, "INT"),
        new Scenario("sigterm", "[[hangmid 2]]", rig -> {}, "TERM"),
        new Scenario("sigkill", "[[hangmid 2]]", rig -> {}, "KILL"),
        new Scenario("bypass-as-root", "[[text never]]",
            rig -> rig.option("permission_mode", "bypassPermissions"))));
    for (int status : new int[] {400, 401, 402, 403, 404, 408, 413, 429, 500, 529}) {
      all.add(new Scenario("error-" + status, "[[error " + status + " msg=words of the service]]"));
    }
    return all;
  }

  private static List<String> record(Scenario scenario, ClaudeRig rig, Path scratch) throws Exception {
    scenario.setting().apply(rig);
    Started run = rig.start(scenario.prompt());
    if (!scenario.signal().isEmpty()) {
      rig.stub().awaitRequest(LoggedRequest::isMessage, Duration.ofSeconds(30));
      run.attempt().child().signal(scenario.signal());
    }
    run.outcome().get();
    Path directory = run.attempt().directory();
    ChildExit exit = run.attempt().child().waitFor();
    List<String> lines = new ArrayList<>();
    lines.add(JsonWriter.write(Map.of(
        "type", "recorded", "exit_code", exit.code().getAsInt(),
        "stderr", Files.readString(directory.resolve("stderr")).strip())));
    for (String line : Files.readAllLines(directory.resolve("stdout"))) {
      lines.add(JsonWriter.write(trimmed(line)).replace(scratch.toString(), "/scratch"));
    }
    return lines;
  }

  private static Map<String, Object> trimmed(String line) throws IOException {
    Map<String, Object> members = new LinkedHashMap<>();
    ((Map<?, ?>) JsonReader.read(line)).forEach((name, value) -> members.put(name.toString(), value));
    if ("init".equals(members.get("subtype"))) {
      members.keySet().retainAll(INIT_MEMBERS);
    }
    members.remove("subagent_stats");
    members.remove("modelUsage");
    return members;
  }
}
