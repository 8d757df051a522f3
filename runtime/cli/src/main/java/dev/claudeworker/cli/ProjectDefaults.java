package dev.claudeworker.cli;

import dev.claudeworker.cli.client.Fields;
import dev.claudeworker.cli.client.ServerTools;
import dev.claudeworker.spi.JsonValue.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the file {@code .claude-worker.yaml} of a project sets for its tasks. */
final class ProjectDefaults {

  static final String FILE = ".claude-worker.yaml";

  private ProjectDefaults() {}

  /** The members of the request that it sets. Without such a file nothing is loaded to read it. */
  static JsonObject of(Path directory, Session session) {
    for (Path folder = directory.toAbsolutePath(); folder != null; folder = folder.getParent()) {
      if (Files.isRegularFile(folder.resolve(FILE))) {
        return Fields.object(ServerTools.runFrom(session.environment(), "project", directory.toString()), "task");
      }
    }
    return JsonObject.EMPTY;
  }
}
