package dev.claudeworker.faults;

import dev.claudeworker.scratch.ScratchPostgres;
import dev.claudeworker.spi.JsonValue.JsonObject;
import java.io.IOException;

/** Configuration of the servers that are tried. */
final class Settings {

  private Settings() {}

  /** Four workers, and the storage of the stage. */
  static JsonObject of(Stage stage) throws IOException, InterruptedException {
    JsonObject usual = JsonObject.EMPTY.with("worker", JsonObject.EMPTY.with("max_workers", 4));
    if (stage.postgres().isEmpty()) {
      return usual;
    }
    String address = stage.postgres().get().createDatabase();
    return usual.with("storage", JsonObject.EMPTY.with("type", "postgres").with("database", address))
        .with(
            "plugins",
            JsonObject.EMPTY.with("storage-postgres", JsonObject.EMPTY.with("user", ScratchPostgres.USER)));
  }

  /** The name of the database in PostgreSQL that a configuration names. */
  static String database(JsonObject configuration) {
    JsonObject storage = (JsonObject) configuration.get("storage").orElseThrow();
    String address = storage.text("database").orElseThrow();
    return address.substring(address.lastIndexOf('/') + 1);
  }
}
