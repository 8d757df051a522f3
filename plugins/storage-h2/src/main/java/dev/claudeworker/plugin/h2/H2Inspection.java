package dev.claudeworker.plugin.h2;

import dev.claudeworker.plugin.h2.HeadMark.Mark;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.WorkerException;
import dev.claudeworker.storage.sql.schema.Schema;
import dev.claudeworker.storage.sql.schema.StoreIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Looks at a database file that no server has open: whether the next one could go on with it. */
final class H2Inspection {

  private H2Inspection() {}

  static JsonObject of(DatabaseFile file, H2Settings settings) throws IOException {
    String place = file.file().toString();
    OwnerLock.check(file.sibling(".owner"), place);
    HeadMark headMark = new HeadMark(file.sibling(".head"));
    Optional<Mark> mark = headMark.read();
    boolean smaller = mark.isPresent() && Files.size(file.file()) < mark.get().size();
    AtomicReference<JsonObject> facts = new AtomicReference<>(JsonObject.EMPTY.with("place", place));
    try {
      H2Database.of(file.url(), place, settings).readOnly().inspect((store, head) -> {
        mark.ifPresent(noted -> headMark.check(noted, store.map(StoreIdentity::storeId), head, place));
        facts.set(told(facts.get(), store));
      });
    } catch (WorkerException refused) {
      if (smaller || !H2Failures.isReadOnly(refused)) {
        throw refused;
      }
      facts.set(facts.get().with("remark", "It was not closed; the next start mends it."));
    }
    return facts.get();
  }

  private static JsonObject told(JsonObject facts, Optional<StoreIdentity> store) {
    if (store.isEmpty()) {
      return facts.with("remark", "Its tables are not finished; the next start goes on with them.");
    }
    int version = store.get().schemaVersion();
    JsonObject known = facts.with("schema_version", Integer.toString(version));
    return version < Schema.NEWEST
        ? known.with("remark", "The next start brings it to schema " + Schema.NEWEST + ".")
        : known;
  }
}
