package dev.claudeworker.torture.doctor;

import dev.claudeworker.config.ConfigurationException;
import dev.claudeworker.spi.JsonValue.JsonArray;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.WorkerException;
import dev.claudeworker.tool.ServerTool;
import dev.claudeworker.tool.ToolRefusal;
import dev.claudeworker.tool.TrialPlace;
import dev.claudeworker.torture.program.Installation;
import dev.claudeworker.torture.program.ScratchFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Breaks a server of its own, beside the user's, and says what was kept: for {@code doctor --torture}. Everything that it makes
 * lies in one new folder, and for PostgreSQL in one new database; both are removed, also after Ctrl+C.
 */
public final class TortureTool extends ServerTool {

  /** Nothing could be proved, in either direction. */
  static final int UNDECIDED = 7;

  static final long LEAST_ROOM = 256L << 20;

  private final Path processes;

  /** Made by the service loader. */
  public TortureTool() {
    this(System.getenv(), Path.of("/proc/self"));
  }

  TortureTool(Map<String, String> environment, Path processes) {
    super("claude-worker-torture", environment);
    this.processes = processes;
  }

  @Override
  protected JsonObject answer(List<String> words) throws ToolRefusal {
    return answer(words, _ -> {
    });
  }

  @Override
  protected JsonObject answer(List<String> words, Consumer<String> progress) throws ToolRefusal {
    TortureRequest request = TortureRequest.of(words);
    try {
      return torture(request, progress);
    } catch (ToolRefusal refused) {
      throw undecided(String.valueOf(refused.getMessage()), refused.suggestion());
    } catch (ConfigurationException wrong) {
      throw undecided("the configuration is wrong:\n" + String.join("\n", wrong.problems()),
          "Correct it in the place that is named, or with 'claude-worker config set'.");
    } catch (WorkerException refused) {
      throw undecided(String.valueOf(refused.getMessage()), refused.suggestion());
    } catch (IOException failed) {
      throw undecided("a file cannot be used: " + failed, "Look whether the disk is full or read-only.");
    }
  }

  private JsonObject torture(TortureRequest request, Consumer<String> progress)
      throws ToolRefusal, ConfigurationException, IOException {
    Installation program = program();
    try (var interruption = Interruption.awaited();
        TrialPlace place =
            interruption.removing(TrialPlace.of(home(), userHome(), environment(), request.scratch()));
        ScratchFolder scratch = interruption.removing(scratch(place.folder()))) {
      requireRoom(scratch.path());
      JsonObject answer = new Trial(program, place, scratch, request.time(), progress).run();
      return answer.with("storage", place.storage())
          .with("folder", place.folder().toString())
          .with("database", place.database().orElse(""))
          .with("warnings", JsonArray.ofTexts(warnings(place, answer)));
    }
  }

  private static ToolRefusal undecided(String detail, String suggestion) {
    return new ToolRefusal(UNDECIDED, detail, suggestion);
  }

  private Installation program() throws ToolRefusal {
    if (!Files.isDirectory(processes)) {
      throw undecided(
          "this needs Linux: its processes are found in /proc, which is not here",
          "Run it on a Linux machine, or in a container that has the same disk.");
    }
    String directory = environment().getOrDefault("CLAUDE_WORKER_INSTALL_DIR", "");
    if (directory.isEmpty()) {
      throw undecided(
          "it is not known where claude-worker is installed, so no server can be started",
          "Run the claude-worker script of the installation.");
    }
    // Without start-up caches: they would be made beside what is tried, and in the user's home.
    return new Installation(Path.of(directory), Path.of("off"));
  }

  private static ScratchFolder scratch(Path parent) throws ToolRefusal {
    try {
      return ScratchFolder.create(parent, "torture");
    } catch (IOException | RuntimeException refused) {
      throw undecided(
          "no scratch folder can be made in " + parent + ": " + reason(refused),
          "Choose a folder on the disk to be tried, in which this user may write: --scratch FOLDER.");
    }
  }

  private static String reason(Exception refused) {
    return switch (refused) {
      case java.nio.file.AccessDeniedException _ -> "this user may not write there";
      case java.nio.file.NoSuchFileException _ -> "there is no such folder";
      default -> String.valueOf(refused.getMessage()).replaceFirst("^.*: ", "");
    };
  }

  private static void requireRoom(Path folder) throws ToolRefusal, IOException {
    requireRoom(Files.getFileStore(folder).getUsableSpace(), folder);
  }

  static void requireRoom(long bytes, Path folder) throws ToolRefusal {
    if (bytes < LEAST_ROOM) {
      throw undecided(
          (bytes >> 20) + " MB are free on the disk of " + folder + "; " + (LEAST_ROOM >> 20) + " MB are needed",
          "Make room, or choose a folder on another disk: --scratch FOLDER.");
    }
  }

  private static List<String> warnings(TrialPlace place, JsonObject answer) {
    List<String> warnings = new ArrayList<>(place.warnings());
    if (Findings.syncsTooFast(answer)) {
      warnings.add("the disk says within " + SyncProbe.TOO_FAST.toNanos() / 1_000
          + " microseconds that data are safe: it is memory, or does not wait for the disk, and a power cut may lose them");
    }
    return warnings;
  }
}
