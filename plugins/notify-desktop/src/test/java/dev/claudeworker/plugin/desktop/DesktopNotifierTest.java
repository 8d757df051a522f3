package dev.claudeworker.plugin.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.claudeworker.plugins.ConfigReader;
import dev.claudeworker.spi.ErrorCode;
import dev.claudeworker.spi.JsonValue.JsonArray;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.WorkerException;
import dev.claudeworker.spi.WorkerPlugin;
import dev.claudeworker.spi.notify.EventSelection;
import dev.claudeworker.spi.task.EventTypes;
import dev.claudeworker.spi.testkit.NewTasks;
import dev.claudeworker.spi.testkit.notify.Notifications;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DesktopNotifierTest {

  @TempDir
  Path directory;

  private DesktopRig rig;

  @BeforeEach
  void makeRig() throws IOException {
    rig = new DesktopRig(directory);
  }

  private DesktopConfig config(JsonObject section) {
    return DesktopConfig.from(new ConfigReader(directory, directory).read(DesktopConfig.SCHEMA, section, "test")
        .orThrow(ErrorCode.configuration("test")));
  }

  @Test
  void isFoundByItsServiceFile() {
    var plugins = ServiceLoader.load(WorkerPlugin.class).stream().map(ServiceLoader.Provider::get).toList();

    assertThat(plugins.getFirst().notifierFactories()).singleElement()
        .satisfies(factory -> assertThat(factory.name()).isEqualTo("desktop"));
  }

  @Test
  void everyKeyHasItsDefault() {
    assertThat(config(JsonObject.EMPTY))
        .isEqualTo(new DesktopConfig(false, DesktopConfig.DEFAULT_EVENTS, Duration.ofSeconds(5)));
  }

  @Test
  void everyKeyIsRead() {
    JsonObject section = JsonObject.EMPTY.with("enabled", "true")
        .with("events", JsonArray.ofTexts(List.of("task.failed", "gate.*")))
        .with("timeout", "1s");

    assertThat(config(section)).isEqualTo(
        new DesktopConfig(true, EventSelection.of("task.failed", "gate.*"), Duration.ofSeconds(1)));
  }

  @Test
  void anEventThatSelectsNothingIsNamed() {
    JsonObject section = JsonObject.EMPTY.with("events", JsonArray.ofTexts(List.of("Failed!")));

    assertThatThrownBy(() -> config(section)).isInstanceOf(WorkerException.class)
        .hasMessageContainingAll("plugins.notify-desktop.events", "Failed!", "task.failed");
  }

  @Test
  void onLinuxNotifySendGetsTitleAndTextAsArguments() throws Exception {
    rig.programs.add("notify-send", "exit 0");

    rig.notifier("Linux").send(Notifications.of(EventTypes.TASK_FAILED));

    assertThat(rig.calls()).containsExactly("notify-send [--app-name=claude-worker] [--] [Task 7 failed: Tidy up]"
        + " [Three tests failed. Look at the log.]");
  }

  @Test
  void textsAreNeitherOptionsNorMarkupNorControlCharacters() throws Exception {
    rig.programs.add("notify-send", "exit 0");
    NewTasks task = NewTasks.aTask().name("--icon=/etc/passwd <a href='x'>\u001b[31m\u202e$(id)");

    rig.notifier("Linux").send(Notifications.of(EventTypes.TASK_COMPLETED, task));

    assertThat(rig.calls()).singleElement()
        .asString()
        .contains("[--] [Task 7 completed: --icon=/etc/passwd <a href='x'> [31m $(id)]")
        .doesNotContain("\u001b", "\u202e");
  }

  @Test
  void theTextOfAMessageHasNoMarkup() throws Exception {
    rig.programs.add("notify-send", "exit 0");

    rig.notifier("Linux").display().command("title", "<b>a & b</b>").orElseThrow().run();

    assertThat(rig.calls()).singleElement().asString().endsWith("[&lt;b&gt;a &amp; b&lt;/b&gt;]");
  }

  @Test
  void onMacTheScriptReadsArguments() throws Exception {
    rig.programs.add("osascript", "exit 0");

    rig.notifier("Mac OS X").send(Notifications.of(EventTypes.TASK_COMPLETED));

    assertThat(rig.calls()).singleElement()
        .asString()
        .startsWith("osascript [-e] [on run arguments]")
        .endsWith("[--] [Task 7 completed: Tidy up] [All is tidy now.]");
  }

  @Test
  void onWindowsTheScriptReadsVariables() throws Exception {
    rig.programs.add("powershell",
        "echo \"$CLAUDE_WORKER_TITLE|$CLAUDE_WORKER_TEXT|$ANTHROPIC_API_KEY\" >> '" + rig.programs.notes() + "'");

    rig.notifier("Windows 11").send(Notifications.of(EventTypes.TASK_COMPLETED));

    assertThat(rig.calls()).hasSize(2);
    assertThat(rig.calls().getFirst()).doesNotContain("Tidy up");
    assertThat(rig.calls().getLast()).isEqualTo("Task 7 completed: Tidy up|All is tidy now.|");
  }

  @Test
  void aMissingProgramIsNamed() {
    assertThatThrownBy(() -> rig.notifier("Linux").send(Notifications.test())).isInstanceOf(WorkerException.class)
        .hasMessageContaining("notify-send");
  }

  @Test
  void longTextsAreCutBetweenCharacters() {
    assertThat(DesktopNotifier.clean("x".repeat(250))).hasSize(250);
    assertThat(DesktopNotifier.clean("x".repeat(249) + "😀😀")).isEqualTo("x".repeat(249) + "…");
  }
}
