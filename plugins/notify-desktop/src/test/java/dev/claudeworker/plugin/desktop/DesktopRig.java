package dev.claudeworker.plugin.desktop;

import dev.claudeworker.command.CommandEnvironment;
import dev.claudeworker.spi.testkit.notify.ScriptedPrograms;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A search path on which a test puts the programs that show messages. */
final class DesktopRig {

  final ScriptedPrograms programs;

  DesktopRig(Path directory) throws IOException {
    programs = new ScriptedPrograms(directory);
  }

  DesktopNotifier notifier(String operatingSystem) {
    var environment = CommandEnvironment.of(Map.of("PATH", programs.path(), "ANTHROPIC_API_KEY", "s3cr3t"));
    return new DesktopNotifier(
        DesktopConfig.DEFAULT_EVENTS, Display.of(operatingSystem, environment, Duration.ofMinutes(1)));
  }

  List<String> calls() throws IOException {
    return programs.calls();
  }
}
