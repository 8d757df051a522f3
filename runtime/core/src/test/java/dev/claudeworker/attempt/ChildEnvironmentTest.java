package dev.claudeworker.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChildEnvironmentTest {

  private final ChildEnvironment rules = new ChildEnvironment(EnvironmentSettings.DEFAULT);

  private static Map<String, String> named(String... names) {
    Map<String, String> variables = new HashMap<>();
    for (var name : names) {
      variables.put(name, "value of " + name);
    }
    return variables;
  }

  @Test
  void harmlessVariablesOfTheSubmitterGoWithTheTask() {
    var harmless = named(
        "PATH", "HOME", "LANG", "LC_ALL", "LC_TIME", "TERM", "TZ", "SHELL", "USER", "LOGNAME", "VIRTUAL_ENV",
        "CONDA_PREFIX", "PYENV_ROOT", "NVM_DIR", "NODE_ENV", "JAVA_HOME", "GOPATH", "CARGO_HOME", "RUSTUP_HOME");

    assertThat(rules.harmless(harmless)).isEqualTo(harmless);
  }

  @Test
  void everythingElseOfTheSubmitterStaysBehind() {
    assertThat(
        rules.harmless(
            named(
                "ANTHROPIC_API_KEY", "ANTHROPIC_BASE_URL", "CLAUDE_CONFIG_DIR", "CLAUDE_CODE_USE_BEDROCK",
                "AWS_PROFILE",
                "GITHUB_TOKEN", "DB_PASSWORD", "HTTPS_PROXY", "https_proxy", "MY_OWN", "PS1", "path", "LD_PRELOAD",
                "BASH_ENV", "CLAUDE_WORKER_HOME")))
        .isEmpty();
  }

  @Test
  void nameThatLooksLikeASecretStaysBehindEvenIfAllowed() {
    var generous = new ChildEnvironment(
        new EnvironmentSettings(List.of("*"), EnvironmentSettings.DEFAULT.deny(), List.of()));

    assertThat(
        generous.harmless(
            named(
                "NODE_AUTH_TOKEN", "npm_token", "CONDA_SECRET_X", "SSH_PRIVATE", "MyPassword", "API_KEY", "OAUTH_X",
                "PLAIN")))
        .containsOnlyKeys("PLAIN");
  }

  @Test
  void childGetsServerVariablesOnlyIfItsExecutorAskedForThem() {
    var server = named("ANTHROPIC_API_KEY", "CLAUDE_CODE_X", "AWS_SECRET_ACCESS_KEY", "SOMETHING", "PATH", "HOME");

    assertThat(rules.of(Map.of(), server, Map.of(), List.of())).containsOnlyKeys("PATH", "HOME");
    assertThat(rules.of(Map.of(), server, Map.of(), List.of("ANTHROPIC_*", "CLAUDE_CODE_*")))
        .containsOnlyKeys("PATH", "HOME", "ANTHROPIC_API_KEY", "CLAUDE_CODE_X");
  }

  @Test
  void submitterWinsOverTheServersBaseAndTheFileOverTheServersSecrets() {
    var environment = rules.of(
        Map.of("PATH", "/mine"), Map.of("PATH", "/server", "SERVICE_KEY", "old"),
        Map.of("SERVICE_KEY", "new", "OTHER", "x"),
        List.of("SERVICE_KEY"));

    assertThat(environment).isEqualTo(Map.of("PATH", "/mine", "SERVICE_KEY", "new"));
  }

  @Test
  void submitterCannotReplaceWhatTheExecutorAskedOfTheServer() {
    var generous = new ChildEnvironment(new EnvironmentSettings(List.of("*"), List.of(), List.of()));

    assertThat(
        generous.of(Map.of("ENDPOINT", "http://evil"), Map.of("ENDPOINT", "https://real"), Map.of(),
            List.of("ENDPOINT")))
        .containsEntry("ENDPOINT", "https://real");
  }

  @Test
  void whatNoProcessCanCarryIsLeftOut() {
    assertThat(rules.harmless(Map.of("PATH", "/a\0b", "HOME", "/home"))).containsOnlyKeys("HOME");
  }

  @Test
  void starStandsForAnyRunOfCharactersAndNothingElseIsSpecial() {
    var pattern = NamePattern.anyOf(List.of("A.B", "XDG_*_HOME"));

    assertThat(pattern.matches("A.B")).isTrue();
    assertThat(pattern.matches("AxB")).isFalse();
    assertThat(pattern.matches("XDG_CONFIG_HOME")).isTrue();
    assertThat(pattern.matches("XDG_CONFIG_HOMES")).isFalse();
    assertThat(NamePattern.anyOf(List.of()).matches("")).isFalse();
  }
}
