package dev.claudeworker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.spi.tool.Tool;
import dev.claudeworker.spi.tool.ToolResult;
import dev.claudeworker.spi.tool.ToolSet;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestToolsIT {

  private static final String TOOLS = "/api/v1/tools";

  @TempDir
  private Path home;

  private RestFixture server;
  private RestClient client;

  @BeforeEach
  void start() throws Exception {
    server = new RestFixture(home);
    client = server.client();
    server.tools.add("a", "first", tools(FixtureTool.of("echo",
        call -> ToolResult.text(call.arguments().text("say").orElse("nothing") + call.callId().orElse("")))));
  }

  private static ToolSet tools(Tool... tools) {
    return () -> List.of(tools);
  }

  @AfterEach
  void stop() throws Exception {
    client.close();
    server.close();
  }

  @Test
  void theListShowsToolsAsTheyComeAndGo() {
    assertThat(client.get(TOOLS).objects("tools")).singleElement()
        .satisfies(tool -> assertThat(tool.text("plugin")).isEqualTo(Optional.of("first")));

    server.tools.add("b", "second", tools(FixtureTool.of("other", _ -> ToolResult.text("")),
        FixtureTool.of("echo", _ -> ToolResult.text("usurped"))));

    assertThat(client.get(TOOLS).objects("tools")).extracting(tool -> tool.text("name").orElseThrow())
        .as("of two with one name the first stays")
        .containsExactly("echo", "other");
    server.tools.remove("b");
    assertThat(client.get(TOOLS).objects("tools")).hasSize(1);
  }

  @Test
  void aCallAnswersWithTheResult() {
    assertThat(client.post(TOOLS + "/echo/call", "{\"arguments\":{\"say\":\"hi\"}}", "Idempotency-Key", "k").text())
        .contains("hik", "\"isError\":false");
    assertThat(client.post(TOOLS + "/echo/call", "{}").text()).contains("nothing");
  }

  @Test
  void anUnknownToolIsNotFoundAndTheNearestNameIsTold() {
    var answer = client.post(TOOLS + "/ecko/call", "{}");

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.text("suggestion")).contains("Did you mean 'echo'?");
    assertThat(client.post(TOOLS + "/echo/call", "{\"arguments\":[]}").status()).isEqualTo(422);
    assertThat(client.post(TOOLS + "/echo/call", "{\"args\":{}}").status()).isEqualTo(422);
  }
}
