package dev.claudeworker.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A home on a disk that is full for a while: said clearly, nothing that was accepted is lost, and it goes on by itself. */
class FullDiskIT {

  private static final Duration ALL_STEPS = Duration.ofSeconds(110);

  @Test
  void aFullDiskIsSaidLosesNothingAndIsLeftBehind() throws IOException {
    try (var worker = WorkerHome.create()) {
      Path folder = Files.createDirectory(worker.work().resolve("full disk"));
      Path script = worker.work().resolve("full-disk.sh");
      try (var content = FullDiskIT.class.getResourceAsStream("full-disk.sh")) {
        Files.copy(content, script);
      }

      worker.beginShell("/bin/sh '" + script + "' '" + folder + "'").await(ALL_STEPS);

      var steps = new Steps(folder);
      assertThat(steps.code("before")).as(steps.toString()).isZero();
      refusesWhatItCannotKeep(steps);
      goesOnWithWhatItPromised(steps);
      saysThatNothingCanBeWritten(steps);
    }
  }

  private static void refusesWhatItCannotKeep(Steps steps) throws IOException {
    Step refused = steps.all("submit-").stream().filter(step -> step.code() != 0).findFirst().orElseThrow();
    assertThat(refused.code()).as(steps.toString()).isEqualTo(1);
    assertThat(refused.err()).contains("disk of the database").contains("full").contains("free some space");
    assertThat(steps.code("stopped")).as(steps.toString()).isZero();
    if (steps.mounted()) {
      assertThat(steps.code("refused")).as(steps.toString()).isEqualTo(3);
      assertThat(steps.step("refused").err()).contains("the disk of the home")
          .contains("is full")
          .contains("Make room");
      assertThat(steps.step("foreground").err()).contains("disk of the database")
          .contains("full")
          .doesNotContain("fault");
      assertThat(steps.step("doctor").out()).contains("0 MB free").contains("Make room");
    }
  }

  private static void goesOnWithWhatItPromised(Steps steps) throws IOException {
    assertThat(steps.code("again")).as(steps.toString()).isZero();
    assertThat(steps.code("waited")).as(steps.toString()).isZero();
    assertThat(steps.step("after").out()).isEqualTo("after\n");
    List<String> accepted = steps.all("submit-").stream().filter(step -> step.code() == 0).map(Step::out).toList();
    assertThat(accepted).allSatisfy(id -> assertThat(steps.step("list").out()).contains("\"id\":" + id.strip() + ","));
    assertThat(steps.step("waited").out()).contains("Task 2 completed");
    assertThat(steps.code("health")).isZero();
  }

  private static void saysThatNothingCanBeWritten(Steps steps) throws IOException {
    if (steps.mounted()) {
      assertThat(steps.code("read-only")).as(steps.toString()).isEqualTo(1);
      assertThat(steps.step("read-only").err()).contains("the home", "cannot be used: Read-only file system",
          "CLAUDE_WORKER_HOME");
      assertThat(steps.step("read-only-doctor").out()).contains("is no directory that this user can write to");
    }
  }

  private record Step(int code, String out, String err) {}

  private record Steps(Path folder) {

    Step step(String name) throws IOException {
      return new Step(
          Integer.parseInt(Files.readString(folder.resolve(name + ".rc")).strip()),
          Files.readString(folder.resolve(name + ".out")), Files.readString(folder.resolve(name + ".err")));
    }

    /** Whether there is a small disk, and not just a limit on the size of files. */
    boolean mounted() throws IOException {
      return Files.readString(folder.resolve("mode")).startsWith("mount");
    }

    int code(String name) throws IOException {
      return step(name).code();
    }

    List<Step> all(String prefix) throws IOException {
      var steps = new ArrayList<Step>();
      for (int i = 1; Files.exists(folder.resolve(prefix + i + ".rc")); i++) {
        steps.add(step(prefix + i));
      }
      return steps;
    }

    /** Everything that was printed, for a failed assertion. */
    @Override
    public String toString() {
      try (Stream<Path> files = Files.list(folder)) {
        var text = new StringBuilder();
        for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
          String content = Files.readString(file);
          text.append(file.getFileName())
              .append(": ")
              .append(content, 0, Math.min(2_000, content.length()))
              .append('\n');
        }
        return text.toString();
      } catch (IOException gone) {
        return gone.toString();
      }
    }
  }
}
