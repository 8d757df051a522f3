package dev.claudeworker.plugin.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.claudeworker.plugins.ConfigReader;
import dev.claudeworker.spi.ErrorCode;
import dev.claudeworker.spi.JsonValue.JsonArray;
import dev.claudeworker.spi.JsonValue.JsonBoolean;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.WorkerException;
import dev.claudeworker.spi.WorkerPlugin;
import dev.claudeworker.spi.task.TaskInput;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class ShellPluginTest {

  private static final Path HOME = Path.of("/home/tester");

  private final ShellExecutorFactory factory = new ShellExecutorFactory();

  @Test
  void isFoundByItsServiceFile() {
    var plugins = ServiceLoader.load(WorkerPlugin.class).stream().map(ServiceLoader.Provider::get).toList();

    assertThat(plugins).hasOnlyElementsOfType(ShellPlugin.class).hasSize(1);
    assertThat(plugins.getFirst().executorFactories()).singleElement()
        .satisfies(
            found -> assertThat(found.name()).isEqualTo("shell"));
  }

  @Test
  void hasDefaults() {
    assertThat(config(JsonObject.EMPTY))
        .isEqualTo(
            new ShellConfig(Path.of("/bin/sh"), Duration.ZERO, Duration.ZERO, 1 << 20, 8192, 100_000, List.of(),
                Map.of()));
    assertThat(options(JsonObject.EMPTY))
        .isEqualTo(new ShellOptions(List.of(), Optional.empty(), Optional.empty(), true));
  }

  @Test
  void readsEveryKey() {
    var given = JsonObject.EMPTY
        .with("shell", "~/bin/sh")
        .with("timeout", "10m")
        .with("silence_timeout", "30s")
        .with("max_result", "2KB")
        .with("max_line", "100")
        .with("max_lines", "7")
        .with("server_variables", JsonArray.ofTexts(List.of("HTTPS_PROXY")))
        .with("commands", JsonObject.EMPTY);
    assertThat(config(given)).isEqualTo(new ShellConfig(
        HOME.resolve("bin/sh"), Duration.ofMinutes(10), Duration.ofSeconds(30), 2048, 100, 7, List.of("HTTPS_PROXY"),
        Map.of()));
    var chosen = JsonObject.EMPTY
        .with("command", JsonArray.ofTexts(List.of("make", "test")))
        .with("shell", "/bin/bash")
        .with("max_result", "1KB")
        .with("retry_failures", new JsonBoolean(false));
    assertThat(options(chosen)).isEqualTo(
        new ShellOptions(List.of("make", "test"), Optional.of(Path.of("/bin/bash")), Optional.of(1024L), false));
    assertThat(factory.schema().keys()).hasSize(8);
    assertThat(factory.optionsSchema().keys()).hasSize(4);
  }

  @Test
  void refusesResultsOutsideTheBounds() {
    assertThatThrownBy(() -> options(JsonObject.EMPTY.with("max_result", "0"))).isInstanceOf(WorkerException.class);
    assertThatThrownBy(() -> options(JsonObject.EMPTY.with("max_result", "65MB"))).isInstanceOf(WorkerException.class);
  }

  @Test
  void refusesCommandsThatCanNeverRun() {
    assertThatThrownBy(() -> CommandPlan.check(command("", "x")))
        .isInstanceOf(WorkerException.class)
        .hasMessage("The first element of 'command' is the program, and it is empty.");
    assertThatThrownBy(() -> CommandPlan.check(command("echo", "a\0b")))
        .isInstanceOf(WorkerException.class)
        .hasMessage("An element of 'command' has a NUL character, which no program can be given.");
    CommandPlan.check(command("echo", ""));
    CommandPlan.check(options(JsonObject.EMPTY));
  }

  @Test
  void neverPutsTheScriptIntoArguments() {
    var plan = new CommandPlan(config(JsonObject.EMPTY));
    var input = new TaskInput("echo secret\necho more\n", Optional.empty(), Map.of());

    var process = plan.process(options(JsonObject.EMPTY), input, HOME, Map.of("A", "b"));

    assertThat(process.command()).containsExactly("/bin/sh", "-s");
    assertThat(process.stdin()).isEqualTo(input.prompt());
    assertThat(process.environment()).containsExactly(Map.entry("A", "b"));
    assertThat(plan.inWords(options(JsonObject.EMPTY), input)).isEqualTo("$ echo secret ... (2 lines)");
    assertThat(plan.inWords(command("make", "test"), input)).isEqualTo("$ make test");
  }

  private ShellOptions command(String... command) {
    return new ShellOptions(List.of(command), Optional.empty(), Optional.empty(), true);
  }

  private ShellConfig config(JsonObject given) {
    return ShellConfig.from(new ConfigReader(HOME, HOME).read(factory.schema(), given, "a test")
        .orThrow(ErrorCode.configuration("invalid_configuration")));
  }

  private ShellOptions options(JsonObject given) {
    return ShellOptions.from(new ConfigReader(HOME, HOME).read(factory.optionsSchema(), given, "a test")
        .orThrow(ErrorCode.user("invalid_option")));
  }
}
