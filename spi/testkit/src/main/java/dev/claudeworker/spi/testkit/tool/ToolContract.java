package dev.claudeworker.spi.testkit.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.WorkerException;
import dev.claudeworker.spi.tool.LongWork;
import dev.claudeworker.spi.tool.Prompt;
import dev.claudeworker.spi.tool.Resource;
import dev.claudeworker.spi.tool.Tool;
import dev.claudeworker.spi.tool.ToolDescriptor;
import dev.claudeworker.spi.tool.ToolSet;
import dev.claudeworker.spi.tool.WorkState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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

  /**
   * How long a call may take whose every request is refused at once.
   *
   * @return the time, 10 seconds unless overridden
   */
  protected Duration patience() {
    return Duration.ofSeconds(10);
  }

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
  final void resourcesAndPromptsAreNamedOnce() {
    assertThat(set.resources()).extracting(Resource::uri)
        .doesNotHaveDuplicates()
        .allSatisfy(
            uri -> assertThat(uri).isNotBlank());
    assertThat(set.prompts()).extracting(Prompt::name)
        .doesNotHaveDuplicates()
        .allSatisfy(
            name -> assertThat(name).isNotBlank());
  }

  @Test
  final void aServerThatRefusesEverythingIsAResultOrAFailureInWords() throws Exception {
    for (Tool tool : set.tools()) {
      callInWords(tool, new ScriptedApi());
    }
  }

  @Test
  final void callsComeFromDifferentThreads() throws Exception {
    for (Tool tool : set.tools()) {
      for (int number = 0; number < 3; number++) {
        callInWords(tool, new ScriptedApi());
      }
    }
  }

  @Test
  final void aToolThatOnlyReadsChangesNothing() throws Exception {
    for (Tool tool : set.tools()) {
      if (tool.descriptor().hints().readOnly()) {
        var api = new ScriptedApi();
        callInWords(tool, api);
        assertThat(api.requests()).as(tool.descriptor().name())
            .allSatisfy(
                request -> assertThat(request.method()).isEqualTo("GET"));
      }
    }
  }

  /** On a thread of its own, as the runtime does. */
  private void callInWords(Tool tool, ScriptedApi api) throws Exception {
    String name = tool.descriptor().name();
    var result = new FutureTask<>(() -> tool.call(TestCall.of(JsonObject.EMPTY, api)));
    Thread.ofVirtual().name("tool contract").start(result);
    try {
      assertThat(result.get(patience().toMillis(), TimeUnit.MILLISECONDS).content()).as(name).isNotEmpty();
    } catch (ExecutionException thrown) {
      assertThat(thrown.getCause()).as(name).isInstanceOfSatisfying(WorkerException.class, told -> {
        assertThat(told.getMessage()).as(name).isNotBlank();
        assertThat(told.suggestion()).as(name).isNotBlank();
      });
    } catch (TimeoutException overdue) {
      fail("the tool %s did not answer a server that refuses everything within %s", name, patience());
    } finally {
      result.cancel(true);
    }
  }

  @Test
  final void workThatNobodyKnowsIsGone() throws InterruptedException {
    for (Tool tool : set.tools()) {
      Optional<LongWork> work = tool.longWork();
      if (work.isPresent()) {
        assertThat(work.get().look("nobody-knows-it", new ScriptedApi())).as(tool.descriptor().name())
            .isInstanceOf(WorkState.Gone.class);
      }
    }
  }

  @Test
  final void closingTwiceIsAllowed() {
    set.close();
    set.close();
  }
}
