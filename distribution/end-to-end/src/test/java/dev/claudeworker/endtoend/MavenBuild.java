package dev.claudeworker.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Builds the project of a plugin as its author would: outside of this build, with SPI and test kit from the installation.
 *
 * @param scratch a folder of the test's own
 */
record MavenBuild(Path scratch) {

  private static final Duration LIMIT = Duration.ofMinutes(4);

  /** Copies one of the examples of the documentation. */
  Path example(String name) {
    Path from = Path.of(System.getProperty("examples.directory")).resolve(name);
    Path to = scratch.resolve(name);
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile)
          .filter(file -> !file.startsWith(from.resolve("target")))
          .toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
      return to;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs Maven in a project and answers its jar. */
  Path run(Path project, String... goals) {
    forgetSnapshots();
    var command = new ArrayList<>(List.of("mvn", "-B", "-q", "-Dclaude-worker.repository=" + repository().toUri()));
    command.addAll(List.of(goals));
    RunningCommand.start(command, "", project, System.getenv(), scratch).await(LIMIT).succeeded();
    return project.resolve("target/" + project.getFileName() + "-1.0.0.jar");
  }

  /** Maven keeps a snapshot that it once took from a folder, and would build against that of an earlier run. */
  private static void forgetSnapshots() {
    Path kept = Path.of(System.getProperty("user.home"), ".m2/repository/dev/claudeworker");
    Stream.of("claude-worker-spi", "claude-worker-spi-testkit")
        .map(kept::resolve)
        .filter(Files::exists)
        .forEach(Processes::deleteTree);
  }

  /** By a link, since Maven does not understand every letter in the address of a folder. */
  private Path repository() {
    Path link = scratch.resolve("repository");
    try {
      if (!Files.exists(link)) {
        Files.createSymbolicLink(link, Installation.launcher().getParent().getParent().resolve("maven-repository"));
      }
      return link;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
