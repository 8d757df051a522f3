package dev.claudeworker.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.claudeworker.json.JacksonJsonCodec;
import dev.claudeworker.security.Signer;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.tool.LongWork;
import dev.claudeworker.spi.tool.Tool;
import dev.claudeworker.spi.tool.ToolCall;
import dev.claudeworker.spi.tool.ToolDescriptor;
import dev.claudeworker.spi.tool.ToolHints;
import dev.claudeworker.spi.tool.ToolResult;
import dev.claudeworker.spi.tool.ToolSet;
import dev.claudeworker.spi.tool.WorkState;
import dev.claudeworker.spi.tool.WorkerApi;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Handles to work, without any transport. */
class McpMethodsTest {

  private static final int MAX_CALLS = 5;
  private static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");

  private final JacksonJsonCodec json = new JacksonJsonCodec();
  private final AtomicReference<WorkState> state =
      new AtomicReference<>(new WorkState.Working("works", Optional.empty()));

  /** Begins one piece of work, which a test moves on. */
  private final class Worker implements Tool, LongWork {

    @Override
    public ToolDescriptor descriptor() {
      JsonObject sum = (JsonObject) json.parse("{\"type\": \"object\", \"required\": [\"sum\"]}");
      return new ToolDescriptor("work", "work", "Works.", JsonObject.EMPTY.with("type", "object"), Optional.of(sum),
          ToolHints.ADDS);
    }

    @Override
    public ToolResult call(ToolCall call) {
      return ToolResult.structured("begun", JsonObject.EMPTY.with("sum", 1)).withWork("one");
    }

    @Override
    public Optional<LongWork> longWork() {
      return Optional.of(this);
    }

    @Override
    public WorkState look(String work, WorkerApi api) {
      return state.get();
    }

    @Override
    public void cancel(String work, WorkerApi api) {
      state.set(new WorkState.Cancelled("on request", Optional.empty()));
    }
  }

  private McpMethods methods(boolean handles) {
    var catalog = new ToolCatalog(json, List.of("*"));
    catalog.add("test", "test", new ToolSet() {
      @Override
      public List<Tool> tools() {
        return List.of(new Worker());
      }
    });
    var settings = new ToolSettings(List.of("*"), Duration.ofMinutes(1), 10_000, MAX_CALLS, 2, Duration.ofMinutes(1), 2,
        new WorkSettings(handles, Duration.ofMillis(10), 3, Duration.ofMinutes(1)));
    return McpParts.of(catalog, settings, new Signer("key"), json, () -> NOW, UUID::randomUUID, "1").methods();
  }

  private String ask(McpMethods methods, String method, String params) throws InterruptedException {
    RpcMessage request = RpcMessage.of(json.parse("""
        {"jsonrpc": "2.0", "id": 1, "method": "%s", "params": {%s "_meta": {
          "io.modelcontextprotocol/clientCapabilities": {"extensions": {"io.modelcontextprotocol/tasks": {}}}}}}
        """.formatted(method, params)));
    var client = new McpClient(Optional.empty(), new ToolClient("me", "correlation", Optional.empty(),
        Optional.empty(), _ -> new WorkerApi.Answer(404, JsonObject.EMPTY)));
    return json.print(methods.answer(request, client, _ -> {}));
  }

  private String begin(McpMethods methods) throws InterruptedException {
    String answer = ask(methods, "tools/call", "\"name\": \"work\",");
    assertThat(answer).contains("\"resultType\":\"task\"", "2026-11-01T10:00:00Z").doesNotContain("begun");
    return answer.replaceFirst(".*\"taskId\":\"([^\"]+)\".*", "$1");
  }

  private static String task(String id) {
    return "\"taskId\": \"" + id + "\",";
  }

  @Test
  void whereHandlesAreSwitchedOffEverybodyGetsOrdinaryAnswers() throws Exception {
    McpMethods methods = methods(false);

    assertThat(ask(methods, "server/discover", "")).doesNotContain("io.modelcontextprotocol/tasks");
    assertThat(ask(methods, "tools/call", "\"name\": \"work\",")).contains("begun", "\"resultType\":\"complete\"");
    assertThatThrownBy(() -> ask(methods, "tasks/get", task("x"))).hasMessage("Unknown method: tasks/get");
  }

  @Test
  void aResultIsHeldAgainstTheSchemaOfItsToolWhenTheWorkEnds() throws Exception {
    McpMethods methods = methods(true);
    String id = begin(methods);
    state.set(new WorkState.Ended(ToolResult.structured("sum", JsonObject.EMPTY.with("sum", 3)),
        Optional.of(NOW.plusSeconds(5))));
    assertThat(ask(methods, "tasks/get", task(id)))
        .contains("\"status\":\"completed\"", "\"sum\":3", "\"lastUpdatedAt\":\"2026-11-01T10:00:05Z\"");
    state.set(new WorkState.Ended(ToolResult.structured("no sum", JsonObject.EMPTY), Optional.empty()));
    assertThat(ask(methods, "tasks/get", task(id))).contains("does not fit its own output schema", "\"isError\":true");
    state.set(new WorkState.Gone());
    assertThatThrownBy(() -> ask(methods, "tasks/get", task(id))).hasMessageContaining("was removed");
  }

  @Test
  void aFailureSaysWhyInItsStatus() throws Exception {
    McpMethods methods = methods(true);
    String id = begin(methods);
    state.set(new WorkState.Ended(ToolResult.error("It broke, " + "x".repeat(400)), Optional.empty()));

    assertThat(ask(methods, "tasks/get", task(id))).contains("\"statusMessage\":\"It broke, x", "xx...\"");
  }

  @Test
  void askingByHandleCountsAsCallingDoes() throws Exception {
    McpMethods methods = methods(true);
    String id = begin(methods);
    for (int calls = 1; calls < MAX_CALLS; calls++) {
      ask(methods, "tasks/get", task(id));
    }

    assertThatThrownBy(() -> ask(methods, "tasks/get", task(id))).hasMessageContaining("tools.calls_per_minute");
  }
}
