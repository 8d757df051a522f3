package dev.claudeworker.plugin.sound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.claudeworker.command.CommandEnvironment;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.WorkerException;
import dev.claudeworker.spi.WorkerPlugin;
import dev.claudeworker.spi.notify.Delivery;
import dev.claudeworker.spi.notify.Notifier;
import dev.claudeworker.spi.task.EventTypes;
import dev.claudeworker.spi.testkit.notify.Notifications;
import dev.claudeworker.spi.testkit.notify.ScriptedPrograms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SoundNotifierTest {

  @TempDir
  Path directory;

  private SoundRig rig;

  @BeforeEach
  void makeRig() throws IOException {
    rig = new SoundRig(directory);
  }

  private static String call(String player, Path file) {
    return player + " [" + file + "]";
  }

  private Notifier notifier() {
    return rig.notifier(JsonObject.EMPTY);
  }

  @Test
  void isFoundByItsServiceFile() {
    var plugins = ServiceLoader.load(WorkerPlugin.class).stream().map(ServiceLoader.Provider::get).toList();

    assertThat(plugins.getFirst().notifierFactories()).singleElement()
        .satisfies(factory -> assertThat(factory.name()).isEqualTo("sound"));
  }

  @Test
  void everyKeyHasItsDefault() {
    assertThat(SoundConfig.from(rig.config(JsonObject.EMPTY), Map.of()))
        .isEqualTo(new SoundConfig(true, Map.of(), Duration.ofSeconds(5), Duration.ofSeconds(5)));
  }

  @Test
  void everyKeyIsRead() {
    JsonObject section = JsonObject.EMPTY.with("enabled", "false")
        .with("start_sound", "/s/1.wav")
        .with("success_sound", "/s/2.wav")
        .with("failure_sound", "/s/3.wav")
        .with("timeout", "2s")
        .with("max_delay", "1m");

    assertThat(SoundConfig.from(rig.config(section), Map.of())).isEqualTo(new SoundConfig(
        false, Map.of(Sound.START, Path.of("/s/1.wav"), Sound.SUCCESS, Path.of("/s/2.wav"), Sound.FAILURE,
            Path.of("/s/3.wav")),
        Duration.ofSeconds(2), Duration.ofMinutes(1)));
  }

  @Test
  void theKnownVariablesAreStronger() {
    JsonObject section = JsonObject.EMPTY.with("enabled", "true").with("start_sound", "/s/1.wav");
    Map<String, String> environment = Map.of(
        "HOME", "/home/me", "CLAUDE_WORKER_ENABLE_SOUNDS", "False", "CLAUDE_WORKER_START_SOUND", "/v/1.wav",
        "CLAUDE_WORKER_SUCCESS_SOUND", "~/2.wav", "CLAUDE_WORKER_FAILURE_SOUND", "");

    SoundConfig config = SoundConfig.from(rig.config(section), environment);

    assertThat(config.enabled()).isFalse();
    assertThat(config.files())
        .isEqualTo(Map.of(Sound.START, Path.of("/v/1.wav"), Sound.SUCCESS, Path.of("/home/me/2.wav")));
  }

  @Test
  void aVariableThatIsNeitherTrueNorFalseIsToldByName() {
    rig.environment("CLAUDE_WORKER_ENABLE_SOUNDS", "loud");

    assertThatThrownBy(() -> rig.factory("Linux").whyUnused(rig.config(JsonObject.EMPTY), rig.context()))
        .isInstanceOf(WorkerException.class)
        .hasMessageContaining("CLAUDE_WORKER_ENABLE_SOUNDS");
  }

  @Test
  void switchedOffItIsNotUsed() {
    rig.environment("CLAUDE_WORKER_ENABLE_SOUNDS", "0");

    assertThat(rig.factory("Linux").whyUnused(rig.config(JsonObject.EMPTY), rig.context()))
        .contains("sounds are switched off");
  }

  @Test
  void eachEventHasItsSound() throws Exception {
    rig.player("paplay", "exit 0");
    Notifier notifier = notifier();

    notifier.send(Notifications.of(EventTypes.TASK_STARTED));
    notifier.send(Notifications.of(EventTypes.TASK_COMPLETED));
    notifier.send(Notifications.of(EventTypes.TASK_FAILED));

    assertThat(rig.calls()).containsExactly(
        call("paplay", rig.builtIn("start")), call("paplay", rig.builtIn("success")),
        call("paplay", rig.builtIn("failure")));
    assertThat(rig.builtIn("start")).isRegularFile();
    assertThat(rig.home.resolve("sounds/built-in")).isDirectoryNotContaining("glob:**.part");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(rig.home.resolve("sounds"))))
        .isEqualTo("rwx------");
  }

  @Test
  void cancelledAndSkippedTasksMakeNoSound() throws Exception {
    rig.player("paplay", "exit 0");

    assertThat(notifier().send(Notifications.of(EventTypes.TASK_CANCELLED))).isInstanceOf(Delivery.NotWanted.class);
    assertThat(notifier().events().contains(EventTypes.TASK_CANCELLED)).isFalse();
    assertThat(rig.calls()).isEmpty();
  }

  @Test
  void filesInTheHomeAndConfiguredFilesComeBeforeTheBuiltInOnes() throws Exception {
    rig.player("paplay", "exit 0");
    Path own = Files.createDirectories(rig.home.resolve("sounds")).resolve("success.wav");
    Files.write(own, new byte[] {1});
    Path chosen = Files.write(directory.resolve("chosen one.wav"), new byte[] {1});
    Notifier notifier = rig.notifier(JsonObject.EMPTY.with("failure_sound", chosen.toString()));

    notifier.send(Notifications.of(EventTypes.TASK_COMPLETED));
    notifier.send(Notifications.of(EventTypes.TASK_FAILED));

    assertThat(rig.calls()).containsExactly(call("paplay", own), call("paplay", chosen));
  }

  @Test
  void aChosenFileThatIsMissingIsNamed() throws Exception {
    rig.player("paplay", "exit 0");
    Notifier notifier = rig.notifier(JsonObject.EMPTY.with("start_sound", "/missing.wav"));

    assertThatThrownBy(() -> notifier.send(Notifications.of(EventTypes.TASK_STARTED)))
        .isInstanceOf(WorkerException.class)
        .hasMessageContaining("/missing.wav");
  }

  @Test
  void theNextPlayerIsTriedWhenOneFails() throws Exception {
    rig.player("paplay", "exit 1").player("aplay", "exit 0").player("mpv", "exit 0");

    Delivery delivery = notifier().send(Notifications.test());

    assertThat(delivery.details()).isEqualTo("played success.wav with aplay");
    assertThat(rig.calls()).containsExactly(
        call("paplay", rig.builtIn("success")), call("aplay [-q]", rig.builtIn("success")));
  }

  @Test
  void whenAllPlayersFailEachIsNamed() throws Exception {
    rig.player("paplay", "exit 1").player("ffplay", "exit 2");

    assertThatThrownBy(() -> notifier().send(Notifications.test())).isInstanceOf(WorkerException.class)
        .hasMessageContainingAll("paplay exited with 1", "ffplay exited with 2");
  }

  @Test
  void withoutAPlayerItIsSilentUnlessAPersonAsks() throws Exception {
    Notifier notifier = notifier();

    assertThat(notifier.send(Notifications.of(EventTypes.TASK_STARTED)))
        .isEqualTo(new Delivery.NotWanted("no player is installed"));
    assertThatThrownBy(() -> notifier.send(Notifications.test())).isInstanceOf(WorkerException.class)
        .hasMessageContaining("paplay, aplay, mpv, ffplay");
  }

  @Test
  void aPlayerThatIsInstalledLaterIsFoundWithinAMinute() throws Exception {
    Notifier notifier = rig.notifier(JsonObject.EMPTY.with("max_delay", "10m"));
    notifier.send(Notifications.of(EventTypes.TASK_STARTED));
    rig.player("paplay", "exit 0");

    rig.clock.advance(Duration.ofSeconds(59));
    assertThat(notifier.send(Notifications.of(EventTypes.TASK_STARTED)))
        .isInstanceOf(Delivery.NotWanted.class);
    assertThat(notifier.send(Notifications.test())).as("a person asks").isInstanceOf(Delivery.Delivered.class);
    rig.clock.advance(Duration.ofSeconds(1));
    assertThat(notifier.send(Notifications.of(EventTypes.TASK_STARTED)))
        .isInstanceOf(Delivery.Delivered.class);
  }

  @Test
  void aSoundIsCutOffAfterItsTimeLimit() throws Exception {
    rig.player("paplay", ScriptedPrograms.HANGING);

    Delivery delivery = rig.notifier(JsonObject.EMPTY.with("timeout", "300ms")).send(Notifications.test());

    assertThat(delivery.details()).contains("cut off");
  }

  @Test
  void aSoundThatComesTooLateIsNotPlayed() throws Exception {
    rig.player("paplay", "exit 0");
    Notifier notifier = notifier();

    rig.clock.advance(Duration.ofSeconds(5));
    assertThat(notifier.send(Notifications.of(EventTypes.TASK_STARTED))).isInstanceOf(Delivery.Delivered.class);
    rig.clock.advance(Duration.ofMillis(1));
    assertThat(notifier.send(Notifications.of(EventTypes.TASK_STARTED))).isInstanceOf(Delivery.NotWanted.class);

    assertThat(rig.calls()).hasSize(1);
  }

  @Test
  void playersFitThePlatform() {
    assertThat(players("Mac OS X")).isEqualTo(List.of("afplay", "mpv", "ffplay"));
    assertThat(players("Windows 11")).isEqualTo(List.of("powershell", "pwsh", "mpv", "ffplay"));
    assertThat(players("Linux")).isEqualTo(List.of("paplay", "aplay", "mpv", "ffplay"));
  }

  private List<String> players(String operatingSystem) {
    var environment = CommandEnvironment.of(Map.of());
    return new Players(operatingSystem, environment, Duration.ofSeconds(1)).names();
  }

  @Test
  void powershellGetsTheFileWithoutQuoting() throws Exception {
    rig.player("powershell", "echo \"$CLAUDE_WORKER_SOUND_FILE\" >> '" + rig.programs().notes() + "'");
    Path own = Files.createDirectories(rig.home.resolve("sounds")).resolve("success.wav");
    Files.write(own, new byte[] {1});
    Notifier notifier = rig.factory("Windows 11").create(rig.config(JsonObject.EMPTY), rig.context());

    notifier.send(Notifications.test());

    assertThat(rig.calls()).hasSize(2);
    assertThat(rig.calls().getFirst()).contains("SoundPlayer $env:CLAUDE_WORKER_SOUND_FILE");
    assertThat(rig.calls().getLast()).isEqualTo(own.toString());
  }
}
