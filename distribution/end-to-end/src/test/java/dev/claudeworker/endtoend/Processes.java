package dev.claudeworker.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/** Looks at the process table of the machine. */
final class Processes {

  private Processes() {}

  static List<ProcessHandle> withEnvironment(String entry) {
    return matching(process -> ("\0" + read(process, "environ")).contains("\0" + entry + "\0"));
  }

  static List<ProcessHandle> withCommand(String part) {
    return matching(process -> read(process, "cmdline").replace('\0', ' ').contains(part));
  }

  static List<ProcessHandle> inDirectory(Path directory) {
    return matching(process -> {
      try {
        return Files.readSymbolicLink(Path.of("/proc", Long.toString(process.pid()), "cwd")).startsWith(directory);
      } catch (IOException e) {
        return false;
      }
    });
  }

  static void deleteTree(Path root) {
    try (var files = Files.walk(root)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException | UncheckedIOException e) {
      // A process that is just ending may still write there; the folder is in the system's temporary directory.
      System.err.println("left behind: " + root + " (" + e + ")");
    }
  }

  private static List<ProcessHandle> matching(Predicate<ProcessHandle> wanted) {
    return ProcessHandle.allProcesses()
        .filter(process -> process.pid() != ProcessHandle.current().pid())
        .filter(wanted)
        .toList();
  }

  private static String read(ProcessHandle process, String file) {
    try {
      return new String(
          Files.readAllBytes(Path.of("/proc", Long.toString(process.pid()), file)), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }
}
