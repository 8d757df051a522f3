package dev.claudeworker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.cli.CommandLineFixture.Ran;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands of {@code plugins}. */
class PluginsCommandTest {

  private static final String ECHO =
      """
          {'name':'echo','version':'1.0.0','kind':'pf4j','file':'/p/echo.jar','installed':false,'provides':['executor echo'],
           'state':'active','sha256':'abc','signer':'alice','remark':null,'error':null,
           'configuration':[{'key':'token','value':'***','origin':'config.yaml, line 3','description':'A secret.'},
            {'key':'size','value':null,'origin':'default','description':'How large.'}]}""";
  private static final String TORN =
      """
          {'name':'torn','version':'','kind':'unknown','file':'/p/torn.jar','installed':false,'provides':[],'state':'failed',
           'error':{'code':'plugin_unreadable','message':'the plugin file /p/torn.jar is not a readable jar',
            'suggestion':'Copy the file again.'}}""";

  @TempDir
  Path directory;

  private final StubServer server = new StubServer();
  private CommandLineFixture commandLine;

  @BeforeEach
  void serverIsNamed() {
    commandLine = new CommandLineFixture(directory).with(server);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void listIsOneLineForEachPlugin() {
    server.on("GET /api/v1/plugins", "{'plugins':[" + ECHO + "," + TORN + "]}");

    assertThat(commandLine.run("plugins", "list").out())
        .isEqualTo("echo\t1.0.0\tpf4j\tactive\texecutor echo\ntorn\t\tunknown\tfailed\t\n");
    assertThat(commandLine.run("plugins", "list", "--json").out()).startsWith("{\"plugins\":[{\"name\":\"echo\"");
  }

  @ParameterizedTest
  @ValueSource(ints = {20, 45, 80})
  void noLineIsWiderThanTheTerminal(int columns) {
    server.on("GET /api/v1/plugins", "{'plugins':[" + ECHO + "," + TORN + "]}");

    Ran ran = commandLine.onColourTerminal(columns).run("plugins", "list");

    assertThat(ran.lines()).allSatisfy(line -> assertThat(TextWidth.of(line)).isLessThanOrEqualTo(columns));
    assertThat(ran.out().replaceAll("\\s+", "")).contains("executorecho", "isnotareadablejar", "Copythefileagain.");
  }

  @Test
  void infoTellsEverythingAndNoSecret() {
    server.on("GET /api/v1/plugins/echo", ECHO);

    assertThat(commandLine.run("plugins", "info", "echo").out())
        .contains("echo 1.0.0", "Signed by:  alice", "SHA-256:    abc", "/p/echo.jar")
        .contains("plugins.echo.token = *** (config.yaml, line 3)", "plugins.echo.size = not set (default)");
  }

  @Test
  void installSendsTheWholePathAndSaysWhatBecameOfIt() throws Exception {
    Files.createFile(directory.resolve("echo.jar"));
    server.on("POST /api/v1/plugins", ECHO);

    Ran ran = commandLine.run("plugins", "install", "echo.jar");

    assertThat(ran.out()).isEqualTo("Plugin echo 1.0.0 is active.\n");
    assertThat(server.only("POST").body()).isEqualTo("{\"file\":\"" + directory.resolve("echo.jar") + "\"}");
  }

  @Test
  void installWithoutSuchAFileSaysSo() {
    Ran ran = commandLine.run("plugins", "install", "absent.jar");

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.err()).contains("there is no file", "absent.jar");
  }

  @Test
  void aPluginThatFailedIsAFailureThatSaysWhy() {
    server.on("POST /api/v1/plugins/torn/enable", TORN);

    Ran ran = commandLine.run("plugins", "enable", "torn");

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.err()).contains("not a readable jar", "Copy the file again.");
  }

  @Test
  void disableAcceptAndRemoveAskTheServer() {
    server.on("POST /api/v1/plugins/echo/disable", ECHO)
        .on("POST /api/v1/plugins/echo/accept", ECHO)
        .on("DELETE /api/v1/plugins/echo", "");

    assertThat(commandLine.run("plugins", "disable", "echo").exitCode()).isZero();
    assertThat(commandLine.run("plugins", "accept", "echo").exitCode()).isZero();
    assertThat(commandLine.run("plugins", "remove", "echo").out()).isEqualTo("Plugin echo is removed.\n");
  }

  @Test
  void verifyFailsIfOneFileWouldBeRefused() {
    server.on("POST /api/v1/plugins/verify",
        """
            {'files':[{'name':'a','sha256':'11','signer':'alice','problem':null},
             {'name':'b','sha256':'22','signer':null,'problem':{'message':'it has changed','suggestion':'Accept it.'}}]}""");

    Ran ran = commandLine.run("plugins", "verify");

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.out()).isEqualTo("fine a 11, signed by alice\nrefused b 22\n  it has changed\n  Accept it.\n");
  }

  @Test
  void verifySaysWhenThereIsNothingToVerify() throws Exception {
    server.on("POST /api/v1/plugins/verify", "{'files':[]}");

    Ran ran = commandLine.run("plugins", "verify");

    assertThat(ran.exitCode()).isZero();
    assertThat(ran.out()).contains("No plugins of your own are installed", "claude-worker plugins install");
  }

  @Test
  void newWritesAMavenProjectThatFindsTheSpiInTheInstallation() throws Exception {
    Path repository = Files.createDirectories(directory.resolve("installed/maven-repository"));
    commandLine.environment("CLAUDE_WORKER_INSTALL_DIR", directory.resolve("installed").toString());

    Ran ran = commandLine.run("plugins", "new", "my-plugin");

    assertThat(ran.exitCode()).as(ran.err()).isZero();
    assertThat(ran.err()).contains("mvn verify", "plugins install target/my-plugin-1.0.0.jar");
    Path project = directory.resolve("my-plugin");
    assertThat(project.resolve("pom.xml")).content()
        .contains("<artifactId>my-plugin</artifactId>", repository.toUri().toString(), "&gt;=0.1.0 &amp; &lt;0.2.0");
    assertThat(project.resolve("src/main/resources/META-INF/services/dev.claudeworker.spi.WorkerPlugin")).content()
        .isEqualTo("plugin.myplugin.MyPluginPlugin\n");
    try (var files = Files.walk(project)) {
      assertThat(files.filter(Files::isRegularFile)).hasSize(6)
          .allSatisfy(file -> assertThat(file).content().doesNotContain("{{"));
    }
  }

  @Test
  void newWritesANotifierToo() throws Exception {
    Files.createDirectories(directory.resolve("installed/maven-repository"));
    commandLine.environment("CLAUDE_WORKER_INSTALL_DIR", directory.resolve("installed").toString());

    Ran ran = commandLine.run("plugins", "new", "my-pager", "--type", "notifier");

    assertThat(ran.err()).contains("config set plugins.my-pager.command");
    Path sources = directory.resolve("my-pager/src");
    assertThat(sources.resolve("main/java/plugin/mypager/MyPagerNotifier.java")).content().doesNotContain("{{");
    assertThat(sources.resolve("test/java/plugin/mypager/MyPagerNotifierTest.java")).content()
        .contains("class MyPagerNotifierTest extends NotifierContract");
  }

  @ParameterizedTest
  @CsvSource({
    "storage, Storage, StorageContract, config set storage.type my-own, maven-shade-plugin",
    "tool, ToolSet, ToolContract, tools call my_own_count_words, <scope>test</scope>"})
  void newWritesAStorageAndATool(String type, String suffix, String contract, String next, String inPom)
      throws Exception {
    Files.createDirectories(directory.resolve("installed/maven-repository"));
    commandLine.environment("CLAUDE_WORKER_INSTALL_DIR", directory.resolve("installed").toString());

    Ran ran = commandLine.run("plugins", "new", "my-own", "--type", type);

    assertThat(ran.err()).contains(next);
    Path project = directory.resolve("my-own");
    assertThat(project.resolve("pom.xml")).content().contains(inPom);
    assertThat(project.resolve("src/test/java/plugin/myown/MyOwn" + suffix + "Test.java")).content()
        .contains("extends " + contract);
    try (var files = Files.walk(project)) {
      assertThat(files.filter(Files::isRegularFile)).hasSize(6)
          .allSatisfy(file -> assertThat(file).content().doesNotContain("{{"));
    }
  }

  @Test
  void aFileThatWasNotTakenIsAFailureAndOneThatWaitsForARestartIsNot() throws Exception {
    Files.createFile(directory.resolve("echo.jar"));
    String error = "'state':'active','error':{'code':'%s','message':'%s','suggestion':'Mend it.'}";
    server.on("POST /api/v1/plugins/echo/accept",
        ECHO.replace("'state':'active'", error.formatted("plugin_failed", "no luck; version 1.0.0 goes on running"))
            .replace("'error':null,", ""));
    server.on("POST /api/v1/plugins",
        ECHO.replace("'state':'active'", error.formatted("plugin_needs_restart", "it is the storage in use"))
            .replace("'error':null,", ""));

    Ran refused = commandLine.run("plugins", "accept", "echo");
    Ran waiting = commandLine.run("plugins", "install", "echo.jar");

    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.err()).contains("no luck; version 1.0.0 goes on running", "Mend it.");
    assertThat(waiting.exitCode()).isZero();
    assertThat(waiting.err()).contains("storage in use");
  }

  @Test
  void newRefusesWhatItCannotWrite() throws Exception {
    assertThat(commandLine.run("plugins", "new", "My Plugin").err()).contains("not a plugin name");
    assertThat(commandLine.run("plugins", "new", "mine", "--type", "nonsense").err())
        .contains("no type 'nonsense'", "executor, notifier, storage, tool");
    assertThat(commandLine.run("plugins", "new", "mine").err()).contains("maven-repository");
    Files.createDirectory(directory.resolve("mine"));
    assertThat(commandLine.run("plugins", "new", "mine").err()).contains("exists already");
  }
}
