package dev.claudeworker.plugins;

import static dev.claudeworker.plugins.PluginJarBuilder.aPlugin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.claudeworker.spi.WorkerException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plugins that do not come back. */
class HangingPluginTest {

  private static final String FINE = "return new AttemptOutcome.Cancelled(\"\", Usage.NONE);";

  @TempDir
  Path home;

  private final AtomicLong nanos = new AtomicLong();
  private final CallWatch watch = new CallWatch(Duration.ofSeconds(30), nanos::get);

  @Test
  void aPluginThatHangsWhenItStartsIsGivenUpAndTheOthersWork() {
    aPlugin("hanging", "hanging", FINE)
        .manifest("Plugin-Class", "sample.Main")
        .source("Main", """
            public class Main extends org.pf4j.Plugin {
              public void start() {
                try { new java.util.concurrent.CountDownLatch(1).await(); } catch (InterruptedException stopped) { }
              }
            }
            """)
        .writeTo(home.resolve("lib/hanging.jar"));
    aPlugin("working", "working", FINE).writeTo(home.resolve("lib/working.jar"));
    var limits = new PluginSettings.Limits(Duration.ofMillis(300), Duration.ofSeconds(30), Duration.ofMillis(100));

    try (var registry = PluginRegistry.open(new PluginSettings(
        home, List.of(new PluginFolder(home.resolve("lib"), true)), false, List.of(), limits))) {
      assertThat(registry.executorFactories().names()).containsExactly("working");
      WorkerException error = registry.plugins().getFirst().lastError().orElseThrow();
      assertThat(error.errorCode()).isEqualTo(PluginErrors.OVERDUE);
      assertThat(error.getMessage()).contains("hanging", "to start", "300 ms");
      assertThat(error.suggestion()).contains("plugins.start_timeout");
    }
  }

  @Test
  void anOverdueCallIsInterruptedAndSaidToBeOverdue() throws Exception {
    var guard = new PluginGuard("slow", getClass().getClassLoader(), watch);
    var inside = new CountDownLatch(1);
    Thread looking = Thread.ofVirtual().start(() -> {
      try {
        inside.await();
        nanos.addAndGet(Duration.ofSeconds(31).toNanos());
        watch.look();
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
      }
    });

    assertThatExceptionOfType(WorkerException.class).isThrownBy(() -> guard.call("for an answer", () -> {
      inside.countDown();
      new CountDownLatch(1).await();
      return "";
    }))
        .withMessageContaining("slow")
        .withMessageContaining("did not answer within 30 s when asked for an answer")
        .extracting(WorkerException::suggestion)
        .asString()
        .contains("plugins.call_limit");

    assertThat(Thread.currentThread().isInterrupted()).isFalse();
    looking.join();
  }

  @Test
  void aCallThatIsBackInTimeIsNotTouched() {
    var guard = new PluginGuard("quick", getClass().getClassLoader(), watch);

    assertThat(guard.<String>call("for an answer", () -> "here")).isEqualTo("here");
    nanos.addAndGet(Duration.ofHours(1).toNanos());
    watch.look();

    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void aCallThatMustNotBeInterruptedIsOnlyReported() {
    PluginGuard guard = new PluginGuard("storage", getClass().getClassLoader(), watch).reportingOnly();

    String answer = guard.call("to write", () -> {
      nanos.addAndGet(Duration.ofHours(1).toNanos());
      watch.look();
      return Thread.currentThread().isInterrupted() ? "interrupted" : "went on";
    });

    assertThat(answer).isEqualTo("went on");
  }
}
