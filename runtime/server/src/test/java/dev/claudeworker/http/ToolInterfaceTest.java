package dev.claudeworker.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.family.FamilyLimits;
import dev.claudeworker.http.InProcessMcp.Sent;
import dev.claudeworker.json.JacksonJsonCodec;
import dev.claudeworker.mcp.McpParts;
import dev.claudeworker.mcp.ToolCatalog;
import dev.claudeworker.mcp.ToolSettings;
import dev.claudeworker.openapi.Operation;
import dev.claudeworker.security.Caller;
import dev.claudeworker.security.Signer;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.tool.Tool;
import dev.claudeworker.spi.tool.ToolCall;
import dev.claudeworker.spi.tool.ToolDescriptor;
import dev.claudeworker.spi.tool.ToolHints;
import dev.claudeworker.spi.tool.ToolResult;
import dev.claudeworker.spi.tool.ToolSet;
import dev.claudeworker.spi.tool.WorkerApi;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Agents are listened to before the server is there. */
class ToolInterfaceTest {

  private static final String META = "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
      + "\"io.modelcontextprotocol/clientCapabilities\":{}}";

  private final JacksonJsonCodec json = new JacksonJsonCodec();
  private final CountDownLatch begun = new CountDownLatch(1);

  @AutoClose
  private final ToolCatalog catalog = new ToolCatalog(json, List.of("*"));
  private final ToolInterface agents = new ToolInterface(catalog, protocol(),
      new TaskAudience(List.of(), new FamilyLimits(true, 1, 1)), Duration.ofSeconds(15));
  private final InProcessMcp endpoint = agents.inProcess(json, new Caller("me"), UUID::randomUUID);

  /** Asks the server for something. */
  private final class Asking implements Tool {

    @Override
    public ToolDescriptor descriptor() {
      return ToolDescriptor.of("ask", "Asks.", JsonObject.EMPTY.with("type", "object"), ToolHints.READS);
    }

    @Override
    public ToolResult call(ToolCall call) throws InterruptedException {
      begun.countDown();
      return ToolResult.text("the server says " + call.api().send(WorkerApi.Request.get("/thing")).status());
    }
  }

  private record Tools(List<Tool> tools) implements ToolSet {}

  private McpParts protocol() {
    catalog.add("test", "fixture", new Tools(List.of(new Asking())));
    return McpParts.of(
        catalog, ToolSettings.DEFAULT, new Signer("key"), json, InstantSource.system(), UUID::randomUUID, "1.2.3");
  }

  private String send(String message) throws InterruptedException {
    Sent sent = endpoint.send("POST", Optional.of((JsonObject) json.parse(message)),
        InProcessMcp.usualHeaders(Path.of("/work")), _ -> {
        });
    return json.print(sent.answer().orElseThrow());
  }

  @Test
  void handshakesAndListsNeedNoServer() throws Exception {
    assertThat(send("{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"initialize\",\"params\":{\"protocolVersion\":"
        + "\"2025-11-25\",\"capabilities\":{},\"clientInfo\":{\"name\":\"t\",\"version\":\"1\"}}}"))
        .contains("\"protocolVersion\":\"2025-11-25\"");
    assertThat(send("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"server/discover\",\"params\":{" + META + "}}"))
        .contains("supportedVersions");
    assertThat(send("{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/list\",\"params\":{" + META + "}}"))
        .contains("\"name\":\"ask\"");
  }

  @Test
  void aToolThatAsksTheServerWaitsForIt() throws Exception {
    var answer = new CompletableFuture<String>();
    Thread caller = Thread.ofVirtual().start(() -> {
      try {
        answer.complete(send("{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"tools/call\",\"params\":{\"name\":\"ask\","
            + META + "}}"));
      } catch (InterruptedException | RuntimeException failed) {
        answer.completeExceptionally(failed);
      }
    });
    begun.await();
    assertThat(answer).isNotDone();
    agents.serverIsReady(new RouteTable(List.of(new Route("GET", "/thing", Access.KNOWN,
        _ -> Response.json(418, JsonObject.EMPTY), Operation.of("A thing")))));
    assertThat(answer.join()).contains("the server says 418");
    caller.join();
  }
}
