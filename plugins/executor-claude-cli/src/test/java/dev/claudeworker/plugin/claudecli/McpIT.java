package dev.claudeworker.plugin.claudecli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.plugin.claudecli.testing.TestAttempt;
import dev.claudeworker.spi.JsonValue.JsonArray;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.executor.EndCause;
import dev.claudeworker.spi.executor.QueueAccess;
import dev.claudeworker.spi.task.Failure;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The real program against the stub: MCP servers. */
class McpIT extends RigTest {

  private static final String SERVER =
      """
          import sys, json
          for line in sys.stdin:
              request = json.loads(line)
              if 'id' not in request: continue
              method = request['method']
              answer = {'jsonrpc': '2.0', 'id': request['id']}
              if method == 'initialize':
                  answer['result'] = {'protocolVersion': '2025-11-25', 'capabilities': {'tools': {}},
                                      'serverInfo': {'name': 'echo', 'version': '1'}}
              elif method == 'tools/list':
                  answer['result'] = {'tools': [{'name': 'echo', 'inputSchema': {'type': 'object'}}]}
              elif method == 'tools/call':
                  answer['result'] = {'content': [{'type': 'text', 'text': 'echo: ' + request['params']['arguments']['text']}]}
              else:
                  answer['error'] = {'code': -32601, 'message': 'no such method'}
              print(json.dumps(answer), flush=True)
          """;

  @Test
  void serverOfTheTaskIsOffered() throws Exception {
    Path script = Files.writeString(directory.resolve("echo.py"), SERVER);
    rig.option("mcp_servers", servers("echo", "python3", script.toString()))
        .option("allowed_tools", List.of("mcp__echo"));

    completed(rig.run("[[tool mcp__echo__echo {\"text\":\"hi\"}]] [[text done]]"));

    assertThat(rig.lastAttempt().detailLines()).contains("[tool:result:success] echo: hi");
  }

  @Test
  void serverThatDoesNotComeUpEndsTheRun() throws Exception {
    rig.option("mcp_servers", servers("notes", "/nowhere/notes-mcp"));

    Failure failure = failure(rig.run("[[hang]]"));

    assertThat(failure.errorCode().code()).isEqualTo("mcp_server_unavailable");
    assertThat(failure.message()).contains("notes is ");
    assertThat(failure.suggestion()).contains("optional_mcp_servers");
  }

  @Test
  void optionalServerMayBeAbsent() throws Exception {
    rig.option("mcp_servers", servers("notes", "/nowhere/notes-mcp")).option("optional_mcp_servers", List.of("notes"));

    assertThat(completed(rig.run("[[text without it]]")).result().text()).isEqualTo("without it");
  }

  @Test
  void configurationIsReadableByItsOwnerAlone() throws Exception {
    rig.option("mcp_servers", servers("notes", "/nowhere/notes-mcp")).option("optional_mcp_servers", List.of("notes"));
    var run = rig.start("[[hang]]");
    run.attempt().child();

    Path file = run.attempt().directory().resolve("mcp.json");
    assertThat(Files.getPosixFilePermissions(file)).isEqualTo(
        Set.of(PosixFilePermission.OWNER_READ,
            PosixFilePermission.OWNER_WRITE));
    run.attempt().child().end(EndCause.CANCELLED);
    run.outcome().get();
    assertThat(file).doesNotExist();
  }

  @Test
  void theQueueIsOfferedBesideTheServersOfTheTaskAndItsTokenStaysHidden() throws Exception {
    rig.option("mcp_servers", servers("notes", "/nowhere/notes-mcp"))
        .option("optional_mcp_servers", List.of("notes"))
        .option("allowed_tools", List.of("Bash"));
    TestAttempt attempt = rig.prepare("[[tool Bash {\"command\":\"cat ../attempts/*/mcp.json; echo $NO_PROXY\"}]]");
    attempt.queueAccess(new QueueAccess(URI.create("http://127.0.0.1:9/mcp"), "cwt1.the-token"));

    completed(rig.adopt(attempt).get());

    List<String> command = attempt.processSpec().command();
    assertThat(command).contains("Bash", "mcp__claude-worker");
    assertThat(String.join(" ", command)).doesNotContain("the-token");
    assertThat(String.join("\n", attempt.detailLines()))
        .contains("notes-mcp", "http://127.0.0.1:9/mcp", "Bearer <hidden>", "127.0.0.1")
        .doesNotContain("the-token");
  }

  @Test
  void aServerOfTheUserWithTheSameNameStays() throws Exception {
    rig.option("mcp_servers", servers("claude-worker", "/nowhere/mine"))
        .option("optional_mcp_servers", List.of("claude-worker"))
        .option("allowed_tools", List.of("Bash"));
    TestAttempt attempt = rig.prepare("[[tool Bash {\"command\":\"cat ../attempts/*/mcp.json\"}]]");
    attempt.queueAccess(new QueueAccess(URI.create("http://127.0.0.1:9/mcp"), "cwt1.the-token"));

    completed(rig.adopt(attempt).get());

    assertThat(String.join("\n", attempt.detailLines())).contains("/nowhere/mine").doesNotContain("127.0.0.1:9");
  }

  private static JsonObject servers(String name, String command, String... arguments) {
    JsonObject server = JsonObject.EMPTY.with("command", command).with("args", JsonArray.ofTexts(List.of(arguments)));
    return JsonObject.EMPTY.with(name, server);
  }
}
