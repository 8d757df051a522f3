package dev.claudeworker.plugin.sound;

import dev.claudeworker.plugins.ConfigReader;
import dev.claudeworker.spi.ErrorCode;
import dev.claudeworker.spi.JsonCodec;
import dev.claudeworker.spi.JsonValue;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.PluginConfig;
import dev.claudeworker.spi.notify.Notifier;
import dev.claudeworker.spi.testkit.FakePluginContext;
import dev.claudeworker.spi.testkit.SettableClock;
import dev.claudeworker.spi.testkit.notify.ScriptedPrograms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A home, and a search path on which a test puts players. */
final class SoundRig {

  final SettableClock clock = new SettableClock();
  final Path home;
  private final ScriptedPrograms programs;
  private final Map<String, String> environment = new HashMap<>();

  SoundRig(Path directory) throws IOException {
    home = Files.createDirectories(directory.resolve("home"));
    programs = new ScriptedPrograms(directory);
    environment.put("PATH", programs.path());
    environment.put("HOME", directory.toString());
  }

  SoundRig environment(String name, String value) {
    environment.put(name, value);
    return this;
  }

  SoundRig player(String name, String script) throws IOException {
    programs.add(name, script);
    return this;
  }

  ScriptedPrograms programs() {
    return programs;
  }

  List<String> calls() throws IOException {
    return programs.calls();
  }

  Path builtIn(String sound) {
    return home.resolve("sounds/built-in/" + sound + ".wav");
  }

  SoundNotifierFactory factory(String operatingSystem) {
    return new SoundNotifierFactory(operatingSystem);
  }

  Notifier notifier(JsonObject section) {
    return factory("Linux").create(config(section), context());
  }

  PluginConfig config(JsonObject section) {
    return new ConfigReader(home, home).read(SoundConfig.SCHEMA, section, "test")
        .orThrow(ErrorCode.configuration("test"));
  }

  FakePluginContext context() {
    return new FakePluginContext("notify-sound", home, clock, new NoJson(), environment);
  }

  private static final class NoJson implements JsonCodec {

    @Override
    public JsonValue parse(String text) {
      throw new UnsupportedOperationException("sounds need no JSON");
    }

    @Override
    public String print(JsonValue value) {
      throw new UnsupportedOperationException("sounds need no JSON");
    }
  }
}
