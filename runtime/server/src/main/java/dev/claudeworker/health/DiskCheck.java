package dev.claudeworker.health;

import dev.claudeworker.home.HomeFileSystem;
import dev.claudeworker.json.ObjectBuilder;
import dev.claudeworker.spi.JsonValue.JsonObject;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether there is room for the database, the logs and what attempts write.
 *
 * @param home where they are
 * @param minFreeBytes with less it is degraded
 */
public record DiskCheck(Path home, long minFreeBytes) implements HealthCheck {

  private static final long MIB = 1024 * 1024;

  @Override
  public String name() {
    return "disk";
  }

  @Override
  public Finding look() throws IOException {
    FileStore store = Files.getFileStore(home);
    long free = store.getUsableSpace();
    return finding(store.type(), free, new ObjectBuilder()
        .put("path", home.toString())
        .put("file_system", store.type())
        .put("free_bytes", free)
        .put("total_bytes", store.getTotalSpace())
        .build());
  }

  Finding finding(String fileSystem, long free, JsonObject figures) {
    Optional<String> objection = HomeFileSystem.objection(fileSystem);
    if (objection.isPresent()) {
      String sentence = objection.get();
      return new Finding(HealthStatus.DEGRADED,
          sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1) + ".", HomeFileSystem.SUGGESTION,
          figures);
    }
    return free >= minFreeBytes
        ? Finding.ok(free / MIB + " MB are free.", figures)
        : new Finding(HealthStatus.DEGRADED,
            "Only " + free / MIB + " MB are free; " + minFreeBytes / MIB + " MB are wanted (health.min_disk).",
            "Free disk space, shorten what is kept (retention.*), or move the home to a larger disk.", figures);
  }
}
