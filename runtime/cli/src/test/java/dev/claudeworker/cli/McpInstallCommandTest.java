package dev.claudeworker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.cli.CommandLineFixture.Ran;
import dev.claudeworker.cli.client.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class McpInstallCommandTest {

  @TempDir
  Path directory;

  private CommandLineFixture shell;
  private Path desktop;

  @BeforeEach
  void open() {
    desktop = directory.resolve("settings/Claude/claude_desktop_config.json");
    shell = new CommandLineFixture(directory).environment("CLAUDE_WORKER_LAUNCHER", "/opt/cw/bin/claude-worker")
        .environment("XDG_CONFIG_HOME", directory.resolve("settings").toString())
        .environment("CLAUDE_WORKER_ACCESS_TOKEN", "a-secret")
        .environment("PATH", directory.resolve("bin").toString());
  }

  private Path desktop(String text) throws IOException {
    Files.createDirectories(desktop.getParent());
    return Files.writeString(desktop, text);
  }

  private Ran desktop(boolean install) {
    return shell.run("mcp", install ? "install" : "uninstall", "--client", "claude-desktop");
  }

  @Test
  void aFileThatIsNotThereIsMadeWithWhatTheProgramNeedsAndNoSecret() throws IOException {
    Ran ran = desktop(true);

    assertThat(ran.exitCode()).as(ran.err()).isZero();
    assertThat(ran.out()).contains("Added claude-worker to", desktop.toString());
    assertThat(Files.readString(desktop)).doesNotContain("a-secret");
    assertThat(Json.parse(Files.readString(desktop))).isEqualTo(Json.parse("""
        {"mcpServers": {"claude-worker": {"command": "/opt/cw/bin/claude-worker", "args": ["mcp"],
          "env": {"CLAUDE_WORKER_HOME": "%s"}}}}""".formatted(directory.resolve("home"))));
    try (Stream<Path> files = Files.list(desktop.getParent())) {
      assertThat(files).as("nothing else is left").containsExactly(desktop);
    }
  }

  @Test
  void allElseInTheFileStaysInItsOrderAndACopyLiesBesideIt() throws IOException {
    String before = "{\"z\":1.50,\"mcpServers\":{\"other\":{\"command\":\"x\",\"é\":[null,true,1e400]}},\"a\":{}}";
    desktop(before);
    Files.setPosixFilePermissions(desktop, PosixFilePermissions.fromString("rw-------"));

    assertThat(desktop(true).out()).contains("Added");

    assertThat(Files.getPosixFilePermissions(desktop)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(Files.readString(desktop.resolveSibling("claude_desktop_config.json.before-claude-worker")))
        .isEqualTo(before);
    assertThat(desktop(true).out()).contains("already");
    Ran removed = desktop(false);
    assertThat(removed.out()).contains("Took claude-worker out");
    assertThat(Json.print(Json.parse(Files.readString(desktop)))).isEqualTo(before.replace("1e400", "1E+400"));
    assertThat(desktop(false).out()).contains("does not stand in");
  }

  @Test
  void anEntryThatDiffersIsReplaced() throws IOException {
    desktop("{\"mcpServers\":{\"claude-worker\":{\"command\":\"/old/claude-worker\",\"args\":[\"mcp\"]}}}");

    assertThat(desktop(true).out()).contains("Replaced");
    assertThat(Files.readString(desktop)).contains("/opt/cw/bin/claude-worker").doesNotContain("/old/");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"a\":1, // remark\n}", "[]", "{\"mcpServers\":[]}", "{torn"})
  void aFileThatCannotBeChangedSafelyIsLeftAsItIs(String text) throws IOException {
    desktop(text);

    Ran ran = desktop(true);

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.err()).contains("cannot be changed safely", "left as it is", "\"command\"");
    assertThat(Files.readString(desktop)).isEqualTo(text);
    try (Stream<Path> files = Files.list(desktop.getParent())) {
      assertThat(files).containsExactly(desktop);
    }
  }

  @Test
  void aLinkToAFileStaysALink() throws IOException {
    Path kept = Files.writeString(directory.resolve("kept.json"), "{}");
    Files.createDirectories(desktop.getParent());
    Files.createSymbolicLink(desktop, kept);

    assertThat(desktop(true).exitCode()).isZero();
    assertThat(desktop).isSymbolicLink();
    assertThat(Files.readString(kept)).contains("claude-worker");
  }

  @ParameterizedTest
  @CsvSource({"cursor,project,.cursor/mcp.json,mcpServers", "cursor,user,.cursor/mcp.json,mcpServers",
    "vscode,project,.vscode/mcp.json,servers", "vscode,user,settings/Code/User/mcp.json,servers",
    "windsurf,user,.codeium/windsurf/mcp_config.json,mcpServers", "gemini,project,.gemini/settings.json,mcpServers"})
  void everyProgramHasItsFile(String program, String scope, String file, String member) throws IOException {
    assertThat(shell.run("mcp", "install", "--client", program, "--scope", scope, "--standalone").exitCode()).isZero();

    String command = scope.equals("project") ? "\"command\": \"claude-worker\"" : "\"CLAUDE_WORKER_HOME\"";
    assertThat(Files.readString(directory.resolve(file))).contains("\"" + member + "\"", "\"--standalone\"", command);
  }

  @Test
  void theLinkOnThePathIsEnteredSinceItOutlivesAnUpgrade() throws IOException {
    Path bin = Files.createDirectories(directory.resolve("bin"));
    Path launcher = Files.createFile(directory.resolve("launcher"),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Files.createSymbolicLink(bin.resolve("claude-worker"), launcher);

    shell.environment("CLAUDE_WORKER_LAUNCHER", launcher.toString());
    assertThat(desktop(true).exitCode()).isZero();
    assertThat(Files.readString(desktop)).contains(bin.resolve("claude-worker").toString());
  }

  @Test
  void whatCannotBeIsRefusedWithWhatCan() {
    assertThat(shell.run("mcp", "install", "--client", "emacs").err()).contains("claude-code", "claude-desktop");
    assertThat(shell.run("mcp", "install", "--scope", "local").err()).contains("user or project");
    assertThat(shell.run("mcp", "install", "--client", "claude-desktop", "--scope", "project").err())
        .contains("Claude Desktop has no servers for the scope project");
    assertThat(shell.run("mcp", "install").err()).contains("no program 'claude' on the PATH", "--client");
  }
}
