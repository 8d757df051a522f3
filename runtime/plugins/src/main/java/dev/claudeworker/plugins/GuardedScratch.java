package dev.claudeworker.plugins;

import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.storage.StorageScratch;
import java.util.List;

/** A scratch place of a plugin's storage, behind its guard. */
record GuardedScratch(StorageScratch scratch, PluginGuard guard) implements StorageScratch {

  @Override
  public String place() {
    return guard.call("where its scratch place is", scratch::place);
  }

  @Override
  public JsonObject section() {
    return guard.call("how to use its scratch place", scratch::section);
  }

  @Override
  public List<String> warnings() {
    return guard.call("about its database", scratch::warnings);
  }

  @Override
  public void close() {
    guard.run("to remove its scratch place", scratch::close);
  }
}
