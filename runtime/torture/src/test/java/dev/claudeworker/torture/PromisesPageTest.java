package dev.claudeworker.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page of promises names tests, and those are there. */
class PromisesPageTest {

  private static final Path ROOT = Path.of(System.getProperty("root.directory"));
  private static final Pattern TEST = Pattern.compile("`(\\w+(?:Test|IT|Contract))`");

  @Test
  void everyPromiseNamesTestsThatExist() throws IOException {
    String page = Files.readString(ROOT.resolve("docs/promises.md"));
    Set<String> known = tests();
    List<String> promises =
        List.of(page.substring(page.indexOf("\n## "), page.indexOf("\n## What is not")).split("\n## "));
    for (String promise : promises.subList(1, promises.size())) {
      List<String> named = TEST.matcher(promise).results().map(found -> found.group(1)).toList();
      assertThat(named).as(promise.lines().findFirst().orElseThrow()).isNotEmpty();
      assertThat(known).containsAll(named);
    }
  }

  private static Set<String> tests() throws IOException {
    Set<String> names = new HashSet<>();
    Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
      @Override
      public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
        String name = folder.getFileName().toString();
        return name.equals("target") || name.startsWith(".") ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
      }

      @Override
      public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        String name = file.getFileName().toString();
        if (name.endsWith(".java")) {
          names.add(name.substring(0, name.length() - ".java".length()));
        }
        return FileVisitResult.CONTINUE;
      }
    });
    return names;
  }
}
