package dev.claudeworker.spi.testkit.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.WorkerException;
import dev.claudeworker.spi.tool.Tool;
import dev.claudeworker.spi.tool.ToolDescriptor;
import dev.claudeworker.spi.tool.ToolResult;
import dev.claudeworker.spi.tool.ToolSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every set of tools must do. */
@Timeout(value = ToolContract.TIMEOUT_SECONDS, unit = TimeUnit.SECONDS)
public abstract class ToolContract {

  static final long TIMEOUT_SECONDS = 60;

  /** Shorter ones tell a model nothing. */
  private static final int MIN_DESCRIPTION = 20;

  private ToolSet set;

  /** For subclasses. */
  protected ToolContract() {
    set = List::of;
  }

  /**
   * Makes the set as the runtime does.
   *
   * @return a new one at every call, with at least one tool
   * @throws Exception if it cannot be made
   */
  protected abstract ToolSet newSet() throws Exception;

  @BeforeEach
  final void open() throws Exception {
    set = newSet();
    set.onChange(() -> {});
  }

  @AfterEach
  final void close() {
    set.close();
  }

  @Test
  final void thereAreToolsAndTheirNamesAreUnique() {
    List<String> names = set.tools().stream().map(tool -> tool.descriptor().name()).toList();

    assertThat(names).isNotEmpty().doesNotHaveDuplicates();
    assertThat(set.tools()).extracting(tool -> tool.descriptor().name()).as("a stable order").isEqualTo(names);
  }

  @Test
  final void everyToolSaysWhatItDoesAndTakes() {
    for (Tool tool : set.tools()) {
      ToolDescriptor descriptor = tool.descriptor();
      assertThat(descriptor).as("the same every time").isEqualTo(tool.descriptor());
      assertThat(descriptor.description().length()).as(descriptor.name()).isGreaterThanOrEqualTo(MIN_DESCRIPTION);
      assertThat(descriptor.title()).as(descriptor.name()).isNotBlank().doesNotContain("\n");
      assertThat(descriptor.inputSchema().text("type")).as(descriptor.name()).isEqualTo(Optional.of("object"));
    }
  }

  @Test
  final void aServerThatRefusesEverythingIsAResultOrAFailureInWords() throws InterruptedException {
    for (Tool tool : set.tools()) {
      try {
        ToolResult result = tool.call(TestCall.of(JsonObject.EMPTY, new ScriptedApi()));
        assertThat(result.content()).as(tool.descriptor().name()).isNotEmpty();
      } catch (WorkerException told) {
        assertThat(told.suggestion()).as(tool.descriptor().name()).isNotBlank();
      }
    }
  }

  @Test
  final void closingTwiceIsAllowed() {
    set.close();
    set.close();
  }
}
