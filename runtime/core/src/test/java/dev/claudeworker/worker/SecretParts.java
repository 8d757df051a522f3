package dev.claudeworker.worker;

import dev.claudeworker.spi.storage.LeaseHolder;
import dev.claudeworker.spi.testkit.SettableClock;
import dev.claudeworker.spi.testkit.memory.InMemoryStorage;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** Parts whose environment holds a secret. */
final class SecretParts {

  private SecretParts() {}

  static CoreParts parts() {
    var clock = new SettableClock();
    return new CoreParts(
        new InMemoryStorage(clock), new ScriptedExecutor().catalog(), new ScriptedRoom(), clock, new Random(1),
        Path.of("/tmp"), new LeaseHolder("server-1", UUID.randomUUID()), Map.of("SERVICE_KEY", "s3cret"));
  }
}
