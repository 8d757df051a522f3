package dev.claudeworker.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/** The product's folder, unpacked from its zip. */
public record Distribution(Path folder) {

  /** Unpacks the zip that the build made into a folder. */
  public static Distribution unpackInto(Path parent) {
    Path zip = Path.of(System.getProperty("distribution.zip", "distribution.zip is not set"));
    if (!Files.isRegularFile(zip)) {
      throw new IllegalStateException("There is no distribution at " + zip + ". Run ./check, which builds it first.");
    }
    try (var archive = new ZipFile(zip.toFile())) {
      for (var entry : archive.stream().toList()) {
        Path target = parent.resolve(entry.getName());
        if (entry.isDirectory()) {
          Files.createDirectories(target);
        } else {
          Files.createDirectories(target.getParent());
          Files.copy(archive.getInputStream(entry), target);
          Files.setLastModifiedTime(target, entry.getLastModifiedTime());
        }
      }
      Path folder = onlyFolderIn(parent);
      Files.setPosixFilePermissions(folder.resolve("bin/claude-worker"), PosixFilePermissions.fromString("rwxr-xr-x"));
      return new Distribution(folder);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** The program that people start. */
  public Path launcher() {
    return folder.resolve("bin/claude-worker");
  }

  /** The jars in one of the product's folders. */
  List<Path> jars(String name) {
    try (Stream<Path> files = Files.list(folder.resolve(name))) {
      return files.sorted().toList();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static Path onlyFolderIn(Path parent) throws IOException {
    try (Stream<Path> children = Files.list(parent)) {
      return children.toList().getFirst();
    }
  }
}
