package dev.claudeworker.reload;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Files whose change needs a new start.
 *
 * @param files single files, there or not
 * @param folders folders whose jars count, with those in folders below
 */
public record WatchedFiles(List<Path> files, List<Path> folders) {

  /** Copies the lists. */
  public WatchedFiles {
    files = List.copyOf(files);
    folders = List.copyOf(folders);
  }

  /** What can be told of a file without reading it; a missing one has no entry. */
  record Mark(long bytes, long modifiedNanos) {}

  /** How they stand now. */
  Map<Path, Mark> look() throws IOException {
    Map<Path, Mark> marks = new TreeMap<>();
    for (Path file : all()) {
      if (Files.isRegularFile(file)) {
        var attributes = Files.readAttributes(file, BasicFileAttributes.class);
        marks.put(file,
            new Mark(attributes.size(), attributes.lastModifiedTime().to(java.util.concurrent.TimeUnit.NANOSECONDS)));
      }
    }
    return marks;
  }

  private List<Path> all() throws IOException {
    List<Path> found = new ArrayList<>(files);
    for (Path folder : folders) {
      if (Files.isDirectory(folder)) {
        try (Stream<Path> below = Files.walk(folder)) {
          below.filter(file -> file.toString().endsWith(".jar")).forEach(found::add);
        }
      }
    }
    return found;
  }
}
