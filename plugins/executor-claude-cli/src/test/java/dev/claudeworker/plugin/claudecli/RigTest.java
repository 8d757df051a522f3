package dev.claudeworker.plugin.claudecli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.plugin.claudecli.testing.ClaudeRig;
import dev.claudeworker.spi.task.AttemptOutcome;
import dev.claudeworker.spi.task.AttemptOutcome.Completed;
import dev.claudeworker.spi.task.AttemptOutcome.Failed;
import dev.claudeworker.spi.task.AttemptOutcome.Suspended;
import dev.claudeworker.spi.task.Failure;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A test with a rig of its own. */
@Timeout(60)
abstract class RigTest {

  @TempDir
  Path directory;

  ClaudeRig rig;

  @BeforeEach
  void start() throws Exception {
    rig = new ClaudeRig(directory);
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  static Completed completed(AttemptOutcome outcome) {
    assertThat(outcome).isInstanceOf(Completed.class);
    return (Completed) outcome;
  }

  static Failure failure(AttemptOutcome outcome) {
    assertThat(outcome).isInstanceOf(Failed.class);
    return ((Failed) outcome).failure();
  }

  static Suspended suspended(AttemptOutcome outcome) {
    assertThat(outcome).isInstanceOf(Suspended.class);
    return (Suspended) outcome;
  }
}
