package dev.claudeworker.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.claudeworker.fleet.FleetSettings;
import dev.claudeworker.process.ProcessSettings;
import dev.claudeworker.spi.task.RetryRules;
import dev.claudeworker.worker.CoreSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationLoaderTest {

  @TempDir
  Path home;

  @Test
  void withoutAnythingEveryKeyHasItsDefault() throws Exception {
    Configuration configuration = load();

    Section server = configuration.section("server");
    assertThat(server.text("host")).isEqualTo("127.0.0.1");
    assertThat(server.integer("port")).isEqualTo(8000);
    assertThat(server.sizeBytes("max_body")).isEqualTo(32L << 20);
    assertThat(configuration.section("task").text("default_model")).isEqualTo("sonnet");
    assertThat(configuration.section("task").sizeBytes("max_prompt")).isEqualTo(10L << 20);
    assertThat(configuration.section("security").text("auth")).isEqualTo("local");
    assertThat(configuration.origin("server.port")).isEqualTo(new Origin(Layer.DEFAULT, "default"));
  }

  @Test
  void aFlagWinsOverTheEnvironmentAndThatOverTheFile() throws Exception {
    write("config.yaml", "server:\n  port: 1001\n  host: localhost\nworker:\n  max_workers: 7\n");

    Configuration configuration = load(Map.of("server.port", "3003"),
        Map.of("CLAUDE_WORKER_PORT", "2002", "CLAUDE_WORKER_MAX_WORKERS", "9"));

    assertThat(configuration.section("server").integer("port")).isEqualTo(3003);
    assertThat(configuration.origin("server.port")).isEqualTo(new Origin(Layer.FLAG, "--port"));
    assertThat(configuration.section("worker").integer("max_workers")).isEqualTo(9);
    assertThat(configuration.origin("worker.max_workers"))
        .isEqualTo(new Origin(Layer.ENVIRONMENT, "CLAUDE_WORKER_MAX_WORKERS"));
    assertThat(configuration.section("server").text("host")).isEqualTo("localhost");
    assertThat(configuration.origin("server.host")).isEqualTo(new Origin(Layer.USER_FILE, "config.yaml, line 3"));
  }

  @Test
  void theRegularVariableWinsOverTheFixedOne() throws Exception {
    Configuration configuration =
        load(Map.of(), Map.of("CLAUDE_WORKER_SERVER_PORT", "1", "CLAUDE_WORKER_PORT", "2"));

    assertThat(configuration.section("server").integer("port")).isEqualTo(1);
  }

  @Test
  void boundsOfOrchestrationsHaveTheirFixedVariables() throws Exception {
    assertThat(load().section("orchestration").integer("max_tasks")).isEqualTo(10_000);
    assertThat(load().section("orchestration").duration("timeout")).isZero();

    Configuration configuration =
        load(Map.of(), Map.of("MAX_TASKS_PER_ORCHESTRATION", "100", "ORCHESTRATION_TIMEOUT", "3600"));

    assertThat(CoreConfiguration.of(configuration).orchestration().limits().maxTasks()).isEqualTo(100);
    assertThat(configuration.section("orchestration").duration("timeout")).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void everyKeyCanBeSetByItsRegularVariable() throws Exception {
    for (Key key : KeyTable.KEYS) {
      String variable = key.variables().getFirst();
      assertThat(variable).isEqualTo("CLAUDE_WORKER_" + key.name().toUpperCase(Locale.ROOT).replace('.', '_'));
      Configuration configuration = load(Map.of(), Map.of(variable, sample(key)));
      assertThat(configuration.origin(key.name())).as(key.name()).isEqualTo(new Origin(Layer.ENVIRONMENT, variable));
    }
  }

  private static String sample(Key key) {
    return key.key()
        .allowed()
        .stream()
        .findFirst()
        .or(key.key()::defaultValue)
        .orElseGet(() -> switch (key.key().type()) {
          case DURATION -> "5m";
          case BOOLEAN -> "true";
          case PATH -> "/tmp";
          default -> "x";
        });
  }

  @Test
  void listsInTheEnvironmentAreSplitAtCommas() throws Exception {
    Configuration configuration = load(Map.of(), Map.of("CLAUDE_WORKER_SERVER_ALLOWED_HOSTS", "a.example, b.example"));

    assertThat(configuration.section("server").texts("allowed_hosts")).containsExactly("a.example", "b.example");
  }

  @Test
  void jsonSaysTheSameAsYaml() throws Exception {
    write("config.json", "{\n\t\"server\": {\"port\": 1001},\n\t\"retry.initial_delay\": \"5s\"\n}");

    Configuration configuration = load();

    assertThat(configuration.section("server").integer("port")).isEqualTo(1001);
    assertThat(configuration.section("retry").duration("initial_delay")).isEqualTo(Duration.ofSeconds(5));
    assertThat(configuration.origin("retry.initial_delay").place()).isEqualTo("config.json, line 3");
  }

  @Test
  void everythingThatIsWrongIsToldAtOnceWithPlaceAndWhatIsAllowed() throws Exception {
    write("config.yaml",
        "server:\n  prot: 1\n  max_body: lots\nserfer:\n  port: 1\nsecurity:\n  auth: none\ntask: 5\n");

    List<String> problems = problems(Map.of(), Map.of("CLAUDE_WORKER_PORT", "70000", "CLAUDE_WORKER_SERVER_HOTS", "x"));

    assertThat(problems).anySatisfy(problem -> assertThat(problem)
        .contains("unknown key 'prot'", "config.yaml, line 2", "Did you mean 'port'?"));
    assertThat(problems).anySatisfy(problem -> assertThat(problem)
        .contains("server.max_body", "config.yaml, line 3", "not a size", "10MB"));
    assertThat(problems).anySatisfy(problem -> assertThat(problem)
        .contains("unknown section 'serfer'", "config.yaml, line 5", "Did you mean 'server'?"));
    assertThat(problems).anySatisfy(problem -> assertThat(problem)
        .contains("security.auth", "config.yaml, line 7", "local, token"));
    assertThat(problems).anySatisfy(problem -> assertThat(problem)
        .contains("server.port", "CLAUDE_WORKER_PORT", "65535"));
    assertThat(problems).anySatisfy(problem -> assertThat(problem)
        .contains("CLAUDE_WORKER_SERVER_HOTS", "Did you mean CLAUDE_WORKER_SERVER_HOST?"));
    assertThat(problems).anySatisfy(problem -> assertThat(problem)
        .contains("config.yaml, line 8", "'task' is a section"));
    assertThat(problems).hasSize(7);
  }

  @Test
  void variablesOfTheLauncherAndTheCommandLineAreNoProblem() throws Exception {
    Configuration configuration = load(Map.of(),
        Map.of("CLAUDE_WORKER_SERVER_JAVA_OPTS", "-Xmx1g", "CLAUDE_WORKER_SERVER_URL", "http://127.0.0.1:1",
            "CLAUDE_WORKER_JAVA", "/java", "CLAUDE_WORKER_AOT_CACHE", "off", "CLAUDE_WORKER_LAUNCHER",
            "/bin/claude-worker"));

    assertThat(configuration.origin("server.port").layer()).isEqualTo(Layer.DEFAULT);
  }

  @Test
  void aSecretIsNotRepeatedInAProblem() throws Exception {
    write("config.yaml", "security:\n  access_token: [hunter2]\n");

    assertThat(problems(Map.of(), Map.of())).singleElement()
        .asString()
        .contains("security.access_token", "line 2")
        .doesNotContain("hunter2");
  }

  @Test
  void aKeyThatStandsTwiceIsAProblemThatNamesBothPlaces() throws Exception {
    write("config.yaml", "server:\n  port: 1\n  port: 2\nserver.port: 3\n");

    assertThat(problems(Map.of(), Map.of())).hasSize(2)
        .allSatisfy(problem -> assertThat(problem)
            .contains("'server.port'", "config.yaml, line 2"));
  }

  @Test
  void twoFilesAreAProblem() throws Exception {
    write("config.yaml", "");
    write("config.json", "{}");

    assertThat(problems(Map.of(), Map.of())).singleElement()
        .asString()
        .contains("config.yaml", "config.json", "keep one");
  }

  @Test
  void tagsAreRefusedAndNothingIsMadeOfThem() throws Exception {
    write("config.yaml", "server:\n  host: !!javax.script.ScriptEngineManager [x]\n");

    assertThat(problems(Map.of(), Map.of())).singleElement().asString().contains("line 2", "tag");
  }

  @Test
  void aSmallFileCannotUnfoldIntoAHugeOne() throws Exception {
    var bomb = new StringBuilder("a0: &a0 [x,x]\n");
    for (int level = 1; level < 40; level++) {
      bomb.append("a")
          .append(level)
          .append(": &a")
          .append(level)
          .append(" [*a")
          .append(level - 1)
          .append(",*a")
          .append(level - 1)
          .append("]\n");
    }
    write("config.yaml", bomb.toString());

    assertThat(problems(Map.of(), Map.of())).singleElement().asString().contains("config.yaml");
  }

  @Test
  void filesThatAreNoConfigurationAreProblemsWithALine() throws Exception {
    Map<String, String> files = Map.of(
        "server:\n  port: [1\n", "line",
        "- a\n- b\n", "line 1",
        "server: 5\n", "line 1",
        "just text\n", "line 1",
        "? [a]\n: 1\n", "line 1",
        "a: *missing\n", "line 1");
    for (var file : files.entrySet()) {
      write("config.yaml", file.getKey());
      assertThat(problems(Map.of(), Map.of())).as(file.getKey())
          .isNotEmpty()
          .allSatisfy(problem -> assertThat(problem).contains("config.yaml", file.getValue()));
    }
  }

  @Test
  void wordsOfOldYamlStayWords() throws Exception {
    write("config.yaml", "task:\n  default_model: on\n  executor: 1:30\n");

    Section task = load().section("task");

    assertThat(task.text("default_model")).isEqualTo("on");
    assertThat(task.text("executor")).isEqualTo("1:30");
  }

  @Test
  void emptyFilesAndSectionsSayNothing() throws Exception {
    write("config.yaml", "# nothing yet\nserver:\n");

    assertThat(load().section("server").integer("port")).isEqualTo(8000);
  }

  @Test
  void aFileThatIsNotUtf8IsAProblem() throws Exception {
    Files.write(home.resolve("config.yaml"), new byte[] {'a', ':', ' ', (byte) 0xff});

    assertThat(problems(Map.of(), Map.of())).singleElement().asString().contains("not UTF-8");
  }

  @Test
  void aTildeInAPathIsTheHomeOfTheUser() throws Exception {
    Configuration configuration = load(Map.of(), Map.of("CLAUDE_WORKER_LOG_DIR", "~/logs"));

    assertThat(configuration.section("log").optionalPath("directory")).contains(Path.of("/home/someone/logs"));
  }

  @Test
  void contradictingValuesAreRefusedByName() throws Exception {
    write("config.yaml", "retry:\n  initial_delay: 2m\n  max_delay: 1m\n");
    Configuration configuration = load();

    assertThatThrownBy(() -> CoreConfiguration.check(configuration))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("max_delay");
  }

  @Test
  void theCoreGetsItsOwnDefaults() throws Exception {
    FleetSettings usual = FleetSettings.DEFAULT;
    var named =
        new FleetSettings(
            HostName.current(), usual.version(), usual.labels(), usual.resumeGrace(), usual.yieldFor(),
            usual.forgetAfter());
    assertThat(CoreConfiguration.of(load())).isEqualTo(CoreSettings.DEFAULT.with(named));
    assertThat(CoreConfiguration.retry(load())).isEqualTo(RetryRules.DEFAULT);
    assertThat(CoreConfiguration.process(load())).isEqualTo(ProcessSettings.DEFAULTS);
  }

  @Test
  void aServerHasANameAndLabelsAndALeaseLongEnoughForItsMargin() throws Exception {
    write("config.yaml", "server:\n  name: alpha\n  labels: [gpu=yes, big]\n");
    assertThat(CoreConfiguration.of(load()).fleet().name()).isEqualTo("alpha");
    assertThat(CoreConfiguration.of(load()).fleet().labels()).isEqualTo(Map.of("gpu", "yes", "big", "true"));

    write("config.yaml", "server:\n  labels: ['a b=c']\n");
    assertThatThrownBy(() -> CoreConfiguration.check(load())).isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("server.labels");
    write("config.yaml", "lease:\n  duration: 5s\n");
    assertThatThrownBy(() -> CoreConfiguration.check(load())).isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("lease.margin (5000 ms) is at most a third of lease.duration (5000 ms)");
  }

  @Test
  void workersAreANumberOrAuto() throws Exception {
    write("config.yaml", "worker:\n  max_workers: auto\n");
    assertThat(CoreConfiguration.of(load()).worker().auto()).isTrue();

    write("config.yaml", "worker:\n  max_workers: many\n");
    assertThatThrownBy(this::load)
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("max_workers")
        .hasMessageContaining("or auto");
  }

  private Configuration load() throws ConfigurationException {
    return load(Map.of(), Map.of());
  }

  private Configuration load(Map<String, String> flags, Map<String, String> environment) throws ConfigurationException {
    return ConfigurationLoader.load(flags, environment, home, Path.of("/home/someone"));
  }

  private List<String> problems(Map<String, String> flags, Map<String, String> environment) {
    return catchThrowableOfType(ConfigurationException.class, () -> load(flags, environment)).problems();
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(home.resolve(name), text);
  }
}
