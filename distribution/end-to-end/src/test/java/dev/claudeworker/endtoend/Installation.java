package dev.claudeworker.endtoend;

import dev.claudeworker.launcher.Distribution;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The product, unpacked from its zip once for all tests, into a folder whose name has a blank and a letter beyond ASCII. */
final class Installation {

  private static final Distribution DISTRIBUTION = unpack();

  private Installation() {}

  static Path launcher() {
    return DISTRIBUTION.launcher();
  }

  /** The real program that the tests drive; `./check` installs it. */
  static Path claude() {
    var binary = Path.of(System.getProperty("claude.binary", "not-set"));
    if (!Files.isExecutable(binary)) {
      throw new IllegalStateException(
          "these tests drive the real Claude Code program and there is none at " + binary
              + "; run ./check, which installs it");
    }
    return binary;
  }

  private static Distribution unpack() {
    try {
      var folder = Files.createTempDirectory("claude-worker installed é");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> Processes.deleteTree(folder)));
      return Distribution.unpackInto(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
