package {{package}};

import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.testkit.tool.ScriptedApi;
import dev.claudeworker.spi.testkit.tool.TestCall;
import dev.claudeworker.spi.testkit.tool.ToolContract;
import dev.claudeworker.spi.tool.Resource;
import dev.claudeworker.spi.tool.ResourceContent;
import dev.claudeworker.spi.tool.ToolResult;
import dev.claudeworker.spi.tool.ToolSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The tools keep the contract, and do what they say. */
final class {{class}}ToolSetTest extends ToolContract {

  @Override
  protected ToolSet newSet() {
    return new {{class}}ToolSet(20);
  }

  private ToolResult count(String text) throws InterruptedException {
    return newSet().tools().getFirst().call(TestCall.of(JsonObject.EMPTY.with("text", text), new ScriptedApi()));
  }

  @Test
  void wordsAreCounted() throws InterruptedException {
    assertThat(count(" one two\nthree ").structured()).contains(JsonObject.EMPTY.with("words", 3));
    assertThat(count("").structured()).contains(JsonObject.EMPTY.with("words", 0));
  }

  @Test
  void aTextThatIsTooLongIsAnErrorThatSaysSo() throws InterruptedException {
    assertThat(count("x".repeat(20)).isError()).isFalse();
    assertThat(count("x".repeat(21)).isError()).isTrue();
  }

  @Test
  void theAnswerOfATaskIsAResource() throws InterruptedException {
    ScriptedApi server = new ScriptedApi()
        .answer("GET /api/v1/tasks/7", JsonObject.EMPTY.with("final_summary", "All is well."));
    Resource resource = newSet().resources().getFirst();

    assertThat(resource.read("{{name}}://tasks/7/words", Map.of("id", "7"), server))
        .isEqualTo(List.of(new ResourceContent.Text("{{name}}://tasks/7/words", "text/plain", "3")));
    assertThat(resource.read("{{name}}://tasks/8/words", Map.of("id", "8"), server)).isEmpty();
  }
}
