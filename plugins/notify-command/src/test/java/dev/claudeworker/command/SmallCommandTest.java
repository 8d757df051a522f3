package dev.claudeworker.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.command.CommandResult.Exited;
import dev.claudeworker.command.CommandResult.NotStarted;
import dev.claudeworker.command.CommandResult.TimedOut;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SmallCommandTest {

  private static final Duration LONG = Duration.ofMinutes(1);

  @TempDir
  Path directory;

  private CommandEnvironment environment() {
    return CommandEnvironment.of(Map.of("PATH", directory + ":/bin:/usr/bin", "ANTHROPIC_API_KEY", "secret"));
  }

  private CommandResult run(Duration limit, String script) throws InterruptedException {
    return new SmallCommand(List.of("/bin/sh", "-c", script, "sh", directory.toString()), environment(), limit).run();
  }

  private String written() throws IOException {
    return Files.readString(directory.resolve("written"));
  }

  @Test
  void itsExitCodeIsTold() throws InterruptedException {
    assertThat(run(LONG, "exit 0").isSuccess()).isTrue();
    assertThat(run(LONG, "exit 3")).isEqualTo(new Exited(3));
    assertThat(new Exited(3).text()).isEqualTo("exited with 3");
  }

  @Test
  void whatItPrintsAndReadsHoldsNobody() throws InterruptedException {
    assertThat(run(LONG, "cat; head -c 1000000 /dev/zero; head -c 1000000 /dev/zero >&2").isSuccess()).isTrue();
  }

  @Test
  void itSeesNoSecretOfTheServer() throws Exception {
    run(LONG, "env > \"$1/written\"");

    assertThat(written()).contains("PATH=").doesNotContain("secret");
  }

  @Test
  void itIsEndedWithItsChildrenWhenItsTimeIsOver() throws Exception {
    CommandResult result = run(Duration.ofMillis(300), "sleep 600 & echo $! > \"$1/written\"; wait");

    assertThat(result).isEqualTo(new TimedOut());
    var child = ProcessHandle.of(Long.parseLong(written().strip()));
    if (child.isPresent()) {
      child.get().onExit().get(20, TimeUnit.SECONDS);
    }
  }

  @Test
  void itIsEndedWhenItsWaiterIsInterrupted() throws Exception {
    var thrown = new CompletableFuture<Boolean>();
    Thread waiter = Thread.ofVirtual().start(() -> {
      try {
        run(LONG, "exec sleep 600");
        thrown.complete(false);
      } catch (InterruptedException interrupted) {
        thrown.complete(true);
      }
    });

    waiter.interrupt();

    assertThat(thrown.get(20, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aProgramThatCannotBeStartedIsTold() throws InterruptedException {
    var missing = new SmallCommand(List.of(directory.resolve("missing").toString()), environment(), LONG);

    assertThat(missing.run()).isInstanceOf(NotStarted.class);
    assertThat(missing.run().text()).contains("could not be started", "missing");
  }

  @Test
  void programsAreFoundInAbsoluteDirectoriesOfTheSearchPath() throws IOException {
    Path program = Files.createFile(directory.resolve("player"),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Files.createFile(directory.resolve("document"));

    assertThat(environment().find("player")).contains(program);
    assertThat(environment().find("document")).isEmpty();
    assertThat(environment().find("no-such-program")).isEmpty();
    assertThat(new CommandEnvironment(Map.of("PATH", "." + ":relative:\u0000")).find("player")).isEmpty();
  }
}
