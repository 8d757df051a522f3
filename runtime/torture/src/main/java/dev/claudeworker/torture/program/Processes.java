package dev.claudeworker.torture.program;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Processes that belong to a run, found by its folder in their environment or their words. Linux. */
public final class Processes {

  private Processes() {}

  /** Those that name a folder. */
  public static List<ProcessHandle> naming(Path folder) {
    long self = ProcessHandle.current().pid();
    return ProcessHandle.allProcesses()
        .filter(process -> process.pid() != self)
        .filter(process -> names(process, "environ", folder) || names(process, "cmdline", folder))
        .toList();
  }

  /** Kills those that name a folder, and waits until they are gone. One that is born meanwhile is found in the next round. */
  public static void kill(Path folder) {
    for (List<ProcessHandle> found = naming(folder); !found.isEmpty(); found = naming(folder)) {
      found.forEach(ProcessHandle::destroyForcibly);
      CompletableFuture.allOf(found.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new)).join();
    }
  }

  private static boolean names(ProcessHandle process, String file, Path folder) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(process.pid()), file), StandardCharsets.ISO_8859_1)
          .contains(folder + "/");
    } catch (IOException _) {
      // It has ended, or is somebody else's.
      return false;
    }
  }
}
