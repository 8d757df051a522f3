package dev.claudeworker.plugin.claudecli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.claudeworker.plugin.claudecli.testing.TestConfig;
import dev.claudeworker.plugin.claudecli.testing.TestPluginContext;
import dev.claudeworker.spi.WorkerException;
import dev.claudeworker.spi.WorkerPlugin;
import dev.claudeworker.spi.executor.ExecutorFactory;
import dev.claudeworker.spi.executor.TaskExecutor;
import dev.claudeworker.spi.testkit.NewTasks;
import dev.claudeworker.spi.testkit.SettableClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClaudeCliExecutorTest {

  @TempDir
  Path directory;

  private final ExecutorFactory factory = new ClaudeCliExecutorFactory();
  private TestConfig config = TestConfig.of(factory.schema());

  @Test
  void pluginIsFoundAsAService() {
    assertThat(ServiceLoader.load(WorkerPlugin.class)
        .stream()
        .map(ServiceLoader.Provider::get)
        .flatMap(plugin -> plugin.executorFactories().stream())
        .map(ExecutorFactory::name)).containsExactly("claude-cli");
  }

  @ParameterizedTest
  @CsvSource({"haiku,10", "sonnet,30", "opus,60", "claude-opus-5-5,60", "claude-haiku-5-5,10", "my-own-model,30"})
  void timeoutFollowsTheModel(String model, long minutes) {
    assertThat(executor().defaultTimeout(NewTasks.aTask().model(model).spec().settings()))
        .isEqualTo(Duration.ofMinutes(minutes));
  }

  @Test
  void accountIsTheConfiguredOne() {
    config = config.with("account", "team");

    assertThat(executor().account(NewTasks.aTask().spec().settings())).isEqualTo("team");
    assertThat(executor().reattachable()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"sonnet", "claude-opus-5-5", "anthropic.claude-v1:0", "arn:aws:bedrock/x", "opus[1m]"})
  void modelNameIsPassedThrough(String model) {
    assertThatCode(() -> validate(NewTasks.aTask().model(model), TestConfig.of(factory.optionsSchema())))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "--help", "two words", "a\nb"})
  void textThatCannotBeAModelIsRefused(String model) {
    assertThatThrownBy(() -> validate(NewTasks.aTask().model(model), TestConfig.of(factory.optionsSchema())))
        .isInstanceOf(WorkerException.class)
        .hasMessageContaining("is not a model");
    assertThatThrownBy(() -> validate(NewTasks.aTask(),
        TestConfig.of(factory.optionsSchema()).with("fallback_model", "haiku," + model)))
        .isInstanceOf(WorkerException.class)
        .hasMessageContaining("is not a fallback_model");
  }

  @Test
  void bypassIsRefusedUnlessTheServerAllowsIt() {
    TestConfig bypass = TestConfig.of(factory.optionsSchema()).with("permission_mode", "bypassPermissions");
    assertThatThrownBy(() -> validate(NewTasks.aTask(), bypass))
        .isInstanceOfSatisfying(WorkerException.class, failure -> assertThat(failure.suggestion())
            .contains("allow_bypass_permissions"));

    config = config.with("allow_bypass_permissions", "true");
    assertThatCode(() -> validate(NewTasks.aTask(), bypass)).doesNotThrowAnyException();
  }

  @Test
  void askingIsRefusedInAModeInWhichTheProgramNeverAsks() {
    TestConfig options = TestConfig.of(factory.optionsSchema()).with("on_denied", "ask");
    assertThatThrownBy(() -> validate(NewTasks.aTask(), options.with("permission_mode", "dontAsk")))
        .isInstanceOfSatisfying(WorkerException.class, failure -> {
          assertThat(failure).hasMessageContaining("dontAsk");
          assertThat(failure.suggestion()).contains("acceptEdits");
        });
    assertThatCode(() -> validate(NewTasks.aTask(), options)).doesNotThrowAnyException();
  }

  @Test
  void readinessLooksForTheProgram() throws Exception {
    Path program = Files.createFile(directory.resolve("claude"));
    assertThat(executor().readiness().ready()).isFalse();
    assertThat(executor().readiness().suggestion()).contains("npm install");

    config = config.with("command", program.toString());
    assertThat(executor().readiness().message()).contains("may not be executed");

    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    assertThat(executor().readiness().ready()).isTrue();
    config = config.with("command", "claude");
    assertThat(executor().readiness().message()).isEqualTo(program.toString());

    config = config.with("command", directory.resolve("absent").toString());
    assertThat(executor().readiness().message()).contains("There is no file");
  }

  @Test
  void secretsOfTheServerAreAskedForByName() {
    assertThat(executor().serverVariables()).contains("ANTHROPIC_*", "CLAUDE_CODE_*", "CLAUDE_CONFIG_DIR",
        "HTTPS_PROXY");
  }

  private void validate(NewTasks task, TestConfig options) {
    executor().validate(task.spec(), options);
  }

  private TaskExecutor executor() {
    return factory.create(config, new TestPluginContext(
        directory, new SettableClock(), Map.of("PATH", "/nowhere::" + directory)));
  }
}
