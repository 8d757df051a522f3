package dev.claudeworker.reload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReloadWatchTest {

  @TempDir
  private Path folder;

  @Test
  void aChangeCountsOnceWhenTwoLooksAgree() throws IOException {
    Path config = Files.writeString(folder.resolve("config.yaml"), "a");
    var files = new WatchedFiles(List.of(config, folder.resolve("config.json")), List.of());
    var rule = new ReloadRule(files.look());

    assertThat(rule.isSettledChange(files.look())).as("nothing changed").isFalse();
    Files.writeString(config, "half");
    assertThat(rule.isSettledChange(files.look())).as("may still be written").isFalse();
    Files.writeString(config, "whole text");
    assertThat(rule.isSettledChange(files.look())).as("was still written").isFalse();
    assertThat(rule.isSettledChange(files.look())).isTrue();
    assertThat(rule.isSettledChange(files.look())).as("told already").isFalse();
    Files.delete(config);
    rule.isSettledChange(files.look());
    assertThat(rule.isSettledChange(files.look())).as("gone is a change too").isTrue();
  }

  @Test
  void jarsInFoldersBelowCountAndOtherFilesDoNot() throws IOException {
    var files = new WatchedFiles(List.of(), List.of(folder, folder.resolve("missing")));
    Files.createDirectories(folder.resolve("lib/server"));
    Files.writeString(folder.resolve("lib/server/notes.txt"), "x");
    assertThat(files.look()).isEmpty();
    Path jar = Files.writeString(folder.resolve("lib/server/a.jar"), "x");
    assertThat(files.look()).containsOnlyKeys(jar);
  }

  @Test
  void aConfigurationThatWouldNotStartIsLeftAloneUntilItIsRight() throws Exception {
    Path config = Files.writeString(folder.resolve("config.yaml"), "a");
    var asked = new AtomicInteger();
    var reloaded = new CountDownLatch(1);
    var files = new WatchedFiles(List.of(config), List.of());
    try (var _ =
        ReloadWatch.start(files, () -> asked.incrementAndGet() == 1 ? List.of("server.prot: unknown") : List.of(),
            reloaded::countDown)) {
      Files.writeString(config, "wrong one");
      // The watch may only begin now; then there is another change to see.
      await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofSeconds(2)).until(() -> {
        if (asked.get() == 0) {
          Files.writeString(config, "wrong one " + System.nanoTime());
        }
        return asked.get() == 1;
      });
      assertThat(reloaded.getCount()).isEqualTo(1);

      Files.writeString(config, "the right one, of another length");
      assertThat(reloaded.await(20, TimeUnit.SECONDS)).isTrue();
    }
  }
}
