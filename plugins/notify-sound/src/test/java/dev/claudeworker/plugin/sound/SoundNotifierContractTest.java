package dev.claudeworker.plugin.sound;

import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.notify.Notifier;
import dev.claudeworker.spi.testkit.notify.NotifierContract;
import dev.claudeworker.spi.testkit.notify.NotifierFixture;
import dev.claudeworker.spi.testkit.notify.ScriptedPrograms;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

class SoundNotifierContractTest extends NotifierContract {

  private static final String SECRET = "s3cr3t-0f-the-server";

  @TempDir
  Path directory;

  @Override
  protected NotifierFixture newFixture() {
    return new Fixture();
  }

  private final class Fixture implements NotifierFixture {

    private Notifier withPlayer(String script) {
      try {
        return new SoundRig(Files.createTempDirectory(directory, "rig")).player("paplay", script)
            .environment("ANTHROPIC_API_KEY", SECRET)
            .notifier(JsonObject.EMPTY.with("timeout", "60s"));
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
    }

    @Override
    public Notifier working() {
      return withPlayer("exit 0");
    }

    @Override
    public Notifier failing() {
      return withPlayer("exit 1");
    }

    @Override
    public Notifier hanging() {
      return withPlayer(ScriptedPrograms.HANGING);
    }

    @Override
    public List<String> secrets() {
      return List.of(SECRET);
    }

    @Override
    public void close() {}
  }
}
