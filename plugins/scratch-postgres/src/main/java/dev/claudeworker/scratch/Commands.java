package dev.claudeworker.scratch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Programs of PostgreSQL, which refuses to run as root. */
final class Commands {

  private Commands() {}

  /** The words that run a command as the user of PostgreSQL, where that is not who runs this. */
  static List<String> asUser(List<String> command) {
    List<String> words = new ArrayList<>();
    if (isRoot()) {
      String user = ScratchPostgres.USER;
      words.addAll(List.of("setpriv", "--reuid=" + user, "--regid=" + user, "--clear-groups"));
    }
    words.addAll(command);
    return words;
  }

  static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  /** Waits for its end; what it printed. */
  static String run(List<String> command) throws IOException, InterruptedException {
    return finish(begin(command), String.join(" ", command));
  }

  /** In a folder that every user may enter. */
  static Process begin(List<String> command) throws IOException {
    return new ProcessBuilder(command).directory(Path.of("/").toFile()).redirectErrorStream(true).start();
  }

  static String finish(Process process, String what) throws IOException, InterruptedException {
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(what + ": " + output);
    }
    return output;
  }
}
