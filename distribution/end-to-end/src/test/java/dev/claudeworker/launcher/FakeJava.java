package dev.claudeworker.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Folders that look like a Java installation. */
final class FakeJava {

  private FakeJava() {}

  /** One of that version, by its release file; starting it is an error. */
  static Path ofVersion(String version, Path folder) {
    return write(folder, "JAVA_VERSION=\"" + version + "\"\n", "exit 99");
  }

  /** The Java of this test, in a folder without a release file, as shims of version managers are. */
  static Path shim(Path folder) {
    return write(folder, "", "exec '" + System.getProperty("java.home") + "/bin/java' \"$@\"");
  }

  /** The Java of this test, which first writes its arguments into a file, one per line. */
  static Path recorder(Path folder, Path arguments) {
    try {
      String release = Files.readString(Path.of(System.getProperty("java.home"), "release"));
      return write(folder, release,
          "printf '%s\\n' \"$@\" >'" + arguments + "'\nexec '" + System.getProperty("java.home") + "/bin/java' \"$@\"");
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static Path write(Path folder, String release, String script) {
    try {
      Path program = Files.createDirectories(folder.resolve("bin")).resolve("java");
      Files.writeString(program, "#!/bin/sh\n" + script + "\n");
      Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
      if (!release.isEmpty()) {
        Files.writeString(folder.resolve("release"), release);
      }
      return folder;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
