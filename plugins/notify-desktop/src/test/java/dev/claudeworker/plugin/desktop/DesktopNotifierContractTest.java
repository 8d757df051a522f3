package dev.claudeworker.plugin.desktop;

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

class DesktopNotifierContractTest extends NotifierContract {

  @TempDir
  Path directory;

  @Override
  protected NotifierFixture newFixture() {
    return new Fixture();
  }

  private final class Fixture implements NotifierFixture {

    private Notifier withProgram(String script) {
      try {
        var rig = new DesktopRig(Files.createTempDirectory(directory, "rig"));
        rig.programs.add("notify-send", script);
        return rig.notifier("Linux");
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
    }

    @Override
    public Notifier working() {
      return withProgram("exit 0");
    }

    @Override
    public Notifier failing() {
      return withProgram("exit 1");
    }

    @Override
    public Notifier hanging() {
      return withProgram(ScriptedPrograms.HANGING);
    }

    @Override
    public List<String> secrets() {
      return List.of("s3cr3t");
    }

    @Override
    public void close() {}
  }
}
