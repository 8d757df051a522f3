package dev.claudeworker.plugin.claudecli.permission;

import dev.claudeworker.plugin.claudecli.files.OwnerFiles;
import dev.claudeworker.spi.JsonCodec;
import dev.claudeworker.spi.JsonSyntaxException;
import dev.claudeworker.spi.JsonValue;
import dev.claudeworker.spi.JsonValue.JsonNull;
import dev.claudeworker.spi.JsonValue.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a task was allowed by a person, and what it last asked for: kept with the attempt, for the next one to read.
 *
 * @param granted what is allowed
 * @param asked what was asked for when the attempt ended
 */
record PermissionRecord(Permits granted, Permits asked) {

  private static final String FILE = "permissions.json";
  private static final PermissionRecord EMPTY = new PermissionRecord(Permits.NONE, Permits.NONE);

  /** What the last attempt before this one left; nothing if retention has taken it. */
  static PermissionRecord before(Path attempt, int number, JsonCodec json) throws IOException {
    for (int earlier = number - 1; earlier > 0; earlier--) {
      Optional<PermissionRecord> record = read(attempt.resolveSibling(Integer.toString(earlier)), json);
      if (record.isPresent()) {
        return record.get();
      }
    }
    return EMPTY;
  }

  static Optional<PermissionRecord> read(Path attempt, JsonCodec json) throws IOException {
    Path file = attempt.resolve(FILE);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      JsonValue value = json.parse(Files.readString(file));
      return Optional.of(value instanceof JsonObject record
          ? new PermissionRecord(Permits.of(record.get("granted").orElse(new JsonNull())),
              Permits.of(record.get("asked").orElse(new JsonNull())))
          : EMPTY);
    } catch (JsonSyntaxException broken) {
      throw new IOException(file + " is damaged; remove it, and the task asks again", broken);
    }
  }

  void write(Path attempt, JsonCodec json) throws IOException {
    OwnerFiles.replace(attempt.resolve(FILE),
        json.print(JsonObject.EMPTY.with("granted", granted.toJson()).with("asked", asked.toJson())));
  }
}
