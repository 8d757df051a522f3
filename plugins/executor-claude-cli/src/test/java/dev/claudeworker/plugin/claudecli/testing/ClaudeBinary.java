package dev.claudeworker.plugin.claudecli.testing;

import java.nio.file.Files;
import java.nio.file.Path;

/** The real program, put in place by the build. */
public final class ClaudeBinary {

  private ClaudeBinary() {}

  public static Path path() {
    Path path = Path.of(System.getProperty("claude.binary", "claude.binary is not set"));
    if (!Files.isExecutable(path)) {
      throw new IllegalStateException(
          "These tests drive the real Claude Code program and '" + path
              + "' is not there. Run ./check: it installs it.");
    }
    return path.toAbsolutePath();
  }
}
