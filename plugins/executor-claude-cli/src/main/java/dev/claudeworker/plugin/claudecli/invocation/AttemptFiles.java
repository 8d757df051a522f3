package dev.claudeworker.plugin.claudecli.invocation;

import dev.claudeworker.plugin.claudecli.files.OwnerFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The files of an attempt that this executor makes: MCP configuration, system prompt, a directory for temporary files.
 * They may hold secrets, so nobody but the owner can read them, and they go when the attempt is over.
 */
public final class AttemptFiles {

  private final Path directory;

  /**
   * Creates the view; touches nothing.
   *
   * @param directory the attempt's directory
   */
  public AttemptFiles(Path directory) {
    this.directory = directory;
  }

  Path mcpConfig() {
    return directory.resolve("mcp.json");
  }

  Path systemPrompt() {
    return directory.resolve("system-prompt.txt");
  }

  Path temporary() {
    return directory.resolve("tmp");
  }

  void createTemporary() throws IOException {
    OwnerFiles.createDirectory(temporary());
  }

  /**
   * Deletes them all.
   *
   * @throws IOException if something stays
   */
  public void delete() throws IOException {
    Files.deleteIfExists(mcpConfig());
    Files.deleteIfExists(systemPrompt());
    OwnerFiles.deleteTree(temporary());
  }
}
