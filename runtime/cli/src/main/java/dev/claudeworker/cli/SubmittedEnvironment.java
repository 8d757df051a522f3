package dev.claudeworker.cli;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which variables of this shell are sent with a task, so that it runs as it would have run here. The server has the last word
 * by its own list; this one is there so that nothing else leaves the process, and secrets least of all. A user who allows more
 * names both sides by {@code CLAUDE_WORKER_ENVIRONMENT_ALLOW}.
 */
final class SubmittedEnvironment {

  private static final String ALLOW_VARIABLE = "CLAUDE_WORKER_ENVIRONMENT_ALLOW";

  private static final List<String> HARMLESS = List.of(
      "PATH", "HOME", "SHELL", "USER", "LOGNAME", "LANG", "LANGUAGE", "LC_*", "TZ", "TERM", "COLORTERM", "NO_COLOR",
      "EDITOR", "VISUAL", "PAGER", "MANPATH", "INFOPATH", "XDG_*_HOME", "XDG_*_DIRS", "XDG_RUNTIME_DIR",
      "VIRTUAL_ENV", "CONDA_*", "MAMBA_*", "PYENV_*", "PYTHONPATH", "PIPX_HOME", "POETRY_HOME", "UV_*",
      "NVM_*", "NODE_*", "NPM_CONFIG_PREFIX", "PNPM_HOME", "YARN_*", "BUN_INSTALL", "DENO_*", "VOLTA_HOME", "FNM_*",
      "JAVA_HOME", "JDK_HOME", "MAVEN_HOME", "M2_HOME", "GRADLE_HOME", "SDKMAN_DIR",
      "GOPATH", "GOROOT", "GOBIN", "GOFLAGS", "CARGO_HOME", "RUSTUP_HOME", "RUSTUP_TOOLCHAIN",
      "RBENV_*", "GEM_HOME", "GEM_PATH", "RUBY_VERSION", "PERL5LIB", "PERLBREW_*", "PLENV_*",
      "DOTNET_ROOT", "DOTNET_*_OPTOUT", "ANDROID_HOME", "ANDROID_SDK_ROOT", "FLUTTER_ROOT", "ASDF_*", "MISE_*",
      "DIRENV_DIR", "HOMEBREW_PREFIX", "HOMEBREW_CELLAR", "HOMEBREW_REPOSITORY",
      "NIX_PATH", "NIX_PROFILES", "NIX_SSL_CERT_FILE", "IN_NIX_SHELL", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH",
      "PKG_CONFIG_PATH", "CPATH", "LIBRARY_PATH", "CC", "CXX", "CFLAGS", "CXXFLAGS", "LDFLAGS", "MAKEFLAGS",
      "DISPLAY", "WAYLAND_DISPLAY", "CI");

  private static final List<String> SECRET = List.of(
      "*TOKEN*", "*SECRET*", "*KEY*", "*PASSWORD*", "*PASSWD*", "*PASSPHRASE*", "*CREDENTIAL*", "*AUTH*", "*COOKIE*",
      "*SESSION*", "*PRIVATE*", "ANTHROPIC_*", "CLAUDE_*", "AWS_*", "AZURE_*", "GOOGLE_*", "*_PROXY");

  private SubmittedEnvironment() {}

  static Map<String, String> of(Map<String, String> environment) {
    Stream<String> added = Stream.of(environment.getOrDefault(ALLOW_VARIABLE, "").split(","))
        .map(String::strip)
        .filter(pattern -> !pattern.isEmpty());
    Pattern allowed = anyOf(Stream.concat(HARMLESS.stream(), added), 0);
    Pattern denied = anyOf(SECRET.stream(), Pattern.CASE_INSENSITIVE);
    Map<String, String> sent = new TreeMap<>();
    environment.forEach((name, value) -> {
      if (allowed.matcher(name).matches() && !denied.matcher(name).matches()) {
        sent.put(name, value);
      }
    });
    return sent;
  }

  private static Pattern anyOf(Stream<String> patterns, int flags) {
    return Pattern.compile(
        patterns.map(pattern -> Pattern.quote(pattern).replace("*", "\\E.*\\Q")).collect(Collectors.joining("|")),
        flags);
  }
}
