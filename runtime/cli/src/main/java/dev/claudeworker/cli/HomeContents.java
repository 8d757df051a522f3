package dev.claudeworker.cli;

import dev.claudeworker.cli.client.CommandFailure;
import dev.claudeworker.cli.client.ExitCodes;
import dev.claudeworker.cli.client.FileTrouble;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is in a home, told apart by its name: data, settings, and what is not ours.
 *
 * @param entries everything directly in it
 */
record HomeContents(List<Path> entries) {

  /** Made by running tasks and servers. */
  private static final Pattern DATA = Pattern.compile(
      "data|attempts|tasks|claude-worker.*\\.log.*|server\\.(json|pid|port|lock|err)|start\\.lock|guard|(child|guard)-.*\\.sh");

  /** Made or placed by a person, or made once for good. */
  private static final Pattern SETTINGS =
      Pattern.compile("config\\.(yaml|json)|token|server-id|plugins|plugins\\.lock|tools|cache");

  /** Every server leaves it at its first start, and nothing else makes a file of this name. */
  private static final String MARK = "server-id";

  /** Looks at a home; one that does not exist is empty, and one that no server ever used is refused. */
  static HomeContents of(Path home) {
    if (!Files.exists(home)) {
      return new HomeContents(List.of());
    }
    if (!Files.isRegularFile(home.resolve(MARK))) {
      throw new CommandFailure(
          ExitCodes.FAILED,
          "the folder " + home + " was never used by a server of claude-worker, so nothing in it is deleted",
          "Check CLAUDE_WORKER_HOME.");
    }
    try (Stream<Path> files = Files.list(home)) {
      return new HomeContents(files.sorted().toList());
    } catch (IOException unreadable) {
      throw new CommandFailure(
          ExitCodes.NOT_ALLOWED, "the folder " + home + " cannot be read: " + FileTrouble.reason(unreadable),
          "Check who owns it.");
    }
  }

  /** What is ours: data, and if asked for the settings too. */
  List<Path> toDelete(boolean settingsToo) {
    return entries.stream()
        .filter(path -> DATA.matcher(name(path)).matches() || (settingsToo && SETTINGS.matcher(name(path)).matches()))
        .toList();
  }

  private static String name(Path path) {
    return Optional.ofNullable(path.getFileName()).map(Path::toString).orElse("");
  }

  /** Deletes a file or a whole folder; a link is deleted, not what it leads to. */
  static void delete(Path path) throws IOException {
    if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      Files.deleteIfExists(path);
      return;
    }
    Files.walkFileTree(path, new SimpleFileVisitor<>() {
      @Override
      public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        Files.deleteIfExists(file);
        return FileVisitResult.CONTINUE;
      }

      @Override
      public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failed) throws IOException {
        if (failed != null) {
          throw failed;
        }
        Files.deleteIfExists(folder);
        return FileVisitResult.CONTINUE;
      }
    });
  }
}
