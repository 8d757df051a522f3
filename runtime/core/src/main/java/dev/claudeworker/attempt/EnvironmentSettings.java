package dev.claudeworker.attempt;

import java.util.List;

/**
 * Which variables reach the children of tasks. Patterns are names with {@code *} for any run of characters; upper and lower
 * case are told apart in {@code allow} and not in {@code deny}.
 *
 * @param allow {@code environment.allow}: variables of the shell that submitted the task
 * @param deny {@code environment.deny}: never taken from that shell, even if allowed, because they look like secrets
 * @param base {@code environment.base}: taken from the server when the submitter sent none of that name
 */
public record EnvironmentSettings(List<String> allow, List<String> deny, List<String> base) {

  /** Harmless variables of shells, languages and build tools. */
  public static final EnvironmentSettings DEFAULT =
      new EnvironmentSettings(
          List.of(
              "PATH", "HOME", "SHELL", "USER", "LOGNAME", "LANG", "LANGUAGE", "LC_*", "TZ", "TERM", "COLORTERM",
              "NO_COLOR",
              "EDITOR", "VISUAL", "PAGER", "MANPATH", "INFOPATH", "XDG_*_HOME", "XDG_*_DIRS", "XDG_RUNTIME_DIR",
              "VIRTUAL_ENV", "CONDA_*", "MAMBA_*", "PYENV_*", "PYTHONPATH", "PIPX_HOME", "POETRY_HOME", "UV_*",
              "NVM_*", "NODE_*", "NPM_CONFIG_PREFIX", "PNPM_HOME", "YARN_*", "BUN_INSTALL", "DENO_*", "VOLTA_HOME",
              "FNM_*", "JAVA_HOME", "JDK_HOME", "MAVEN_HOME", "M2_HOME", "GRADLE_HOME", "SDKMAN_DIR", "GOPATH",
              "GOROOT",
              "GOBIN", "GOFLAGS", "CARGO_HOME", "RUSTUP_HOME", "RUSTUP_TOOLCHAIN", "RBENV_*", "GEM_HOME", "GEM_PATH",
              "RUBY_VERSION", "PERL5LIB", "PERLBREW_*", "PLENV_*", "DOTNET_ROOT", "DOTNET_*_OPTOUT", "ANDROID_HOME",
              "ANDROID_SDK_ROOT", "FLUTTER_ROOT", "ASDF_*", "MISE_*", "DIRENV_DIR", "HOMEBREW_PREFIX",
              "HOMEBREW_CELLAR",
              "HOMEBREW_REPOSITORY", "NIX_PATH", "NIX_PROFILES", "NIX_SSL_CERT_FILE", "IN_NIX_SHELL", "LD_LIBRARY_PATH",
              "DYLD_LIBRARY_PATH", "PKG_CONFIG_PATH", "CPATH", "LIBRARY_PATH", "CC", "CXX", "CFLAGS", "CXXFLAGS",
              "LDFLAGS",
              "MAKEFLAGS", "DISPLAY", "WAYLAND_DISPLAY", "CI"),
          List.of(
              "*TOKEN*", "*SECRET*", "*KEY*", "*PASSWORD*", "*PASSWD*", "*PASSPHRASE*", "*CREDENTIAL*", "*AUTH*",
              "*COOKIE*",
              "*SESSION*", "*PRIVATE*", "ANTHROPIC_*", "CLAUDE_*", "AWS_*", "AZURE_*", "GOOGLE_*", "*_PROXY"),
          List.of("PATH", "HOME", "SHELL", "USER", "LOGNAME", "LANG", "LC_*", "TZ"));

  /** Copies the lists. */
  public EnvironmentSettings {
    allow = List.copyOf(allow);
    deny = List.copyOf(deny);
    base = List.copyOf(base);
  }
}
