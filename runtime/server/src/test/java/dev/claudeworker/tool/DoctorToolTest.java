package dev.claudeworker.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.MemoryPluginJar;
import dev.claudeworker.home.HomeDirectory;
import dev.claudeworker.home.HomeLock;
import dev.claudeworker.spi.JsonValue.JsonArray;
import dev.claudeworker.spi.JsonValue.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DoctorToolTest {

  @TempDir
  Path folder;

  private final Map<String, String> environment = new HashMap<>();
  private InstantSource clock = InstantSource.system();
  private Path home = Path.of("");

  @BeforeEach
  void makeAHome() throws IOException {
    home = Files.createDirectory(folder.resolve("home"),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    environment.put("CLAUDE_WORKER_HOME", home.toString());
    environment.put("HOME", folder.toString());
    environment.put("PATH", folder.toString());
    environment.put("CLAUDE_WORKER_PORT", "0");
  }

  @Test
  void aHomeOfItsOwnIsFine() {
    assertThat(check("home")).isEqualTo("ok: " + home + ", readable by its owner alone");
    assertThat(check("java")).startsWith("ok: " + Runtime.version());
    assertThat(check("clock")).startsWith("ok: ");
    assertThat(check("configuration")).startsWith("ok: ");
    assertThat(check("left behind")).isEqualTo("ok: nothing");
  }

  @Test
  void aHomeThatDoesNotExistYetIsNoProblemAndIsNotMade() {
    environment.put("CLAUDE_WORKER_HOME", folder.resolve("new").toString());

    assertThat(check("home")).startsWith("ok: ").contains("the first start makes it");
    assertThat(folder.resolve("new")).doesNotExist();
  }

  @Test
  void aHomeThatCannotBeMadeIsAProblem() throws IOException {
    environment.put("CLAUDE_WORKER_HOME", Files.createFile(folder.resolve("file")).resolve("home").toString());

    assertThat(check("home")).startsWith("problem: ").contains("may not make it");
  }

  @Test
  void theStoragePluginIsAskedWhetherTheDatabaseOpens() throws IOException {
    assertThat(check("database")).isEqualTo("problem: no plugin provides the storage 'h2'");

    MemoryPluginJar.write(folder.resolve("plugins"));
    environment.put("CLAUDE_WORKER_INSTALL_DIR", folder.toString());
    environment.put("CLAUDE_WORKER_STORAGE_TYPE", "memory");
    assertThat(check("database")).isEqualTo("ok: memory, schema 7, in " + home + ". It is in good shape.");

    environment.put("CLAUDE_WORKER_PLUGINS_STORAGE_MEMORY_BROKEN", "true");
    assertThat(check("database")).isEqualTo("problem: the storage is damaged");
    assertThat(doctor().text()).contains("\"healthy\":false", "Restore a backup.");

    environment.put("CLAUDE_WORKER_PLUGINS_STORAGE_MEMORY_BROKEN", "perhaps");
    assertThat(check("database")).startsWith("problem: it was not looked at");
  }

  @Test
  void aDatabaseThatAServerHasIsNotLookedAt() throws IOException {
    try (HomeLock lock = HomeLock.take(new HomeDirectory(home)).orElseThrow()) {
      assertThat(lock).isNotNull();
      assertThat(check("database")).isEqualTo("ok: h2, in use by the server");
    }
  }

  @Test
  void whatOthersCanReadIsNamed() throws IOException {
    Path token = Files.writeString(home.resolve("token"), "secret");
    Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-r--r--"));

    assertThat(check("home")).startsWith("warning: ").contains(token + " (rw-r--r--)").doesNotContain("secret");
  }

  @Test
  void aWrongConfigurationIsAProblemWithItsPlace() throws IOException {
    Files.writeString(home.resolve("config.yaml"), "server:\n  port: many\n");
    environment.remove("CLAUDE_WORKER_PORT");

    assertThat(check("configuration")).startsWith("problem: ").contains("config.yaml, line 2");
    assertThat(doctor().text()).contains("\"healthy\":false");
  }

  @Test
  void aTakenPortIsTold() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      environment.put("CLAUDE_WORKER_PORT", Integer.toString(taken.getLocalPort()));

      assertThat(check("port")).startsWith("warning: ").contains(":" + taken.getLocalPort());
    }
  }

  @Test
  void aServerOfWhichOnlyTheRecordIsLeftIsTold() throws IOException {
    Files.writeString(home.resolve("server.json"), """
        {"pid":4711,"host":"127.0.0.1","port":8000,"started_at":"2026-01-01T00:00:00Z",
         "incarnation":"0b0e6a3c-0000-4000-8000-000000000000","version":"1"}
        """);

    assertThat(check("server")).startsWith("warning: ").contains("4711").contains("was killed");
  }

  @Test
  void aRunningServerHoldsItsLock() throws IOException {
    try (HomeLock lock = HomeLock.take(new HomeDirectory(home)).orElseThrow()) {
      assertThat(lock).isNotNull();
      assertThat(check("server")).isEqualTo("ok: starting or stopping");
    }
  }

  @Test
  void draftsOfAnInterruptedCommandAreNamed() throws IOException {
    Files.createFile(home.resolve(".config.yaml.123"));
    clock = () -> Instant.now().plus(Duration.ofHours(2));

    assertThat(check("left behind")).startsWith("warning: ").contains(".config.yaml.123");
    assertThat(check("clock")).startsWith("warning: ").contains("s apart");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nfs", "nfs4", "cifs", "smbfs", "9p", "fuse.sshfs", "FUSE.SSHFS"})
  void networkFileSystemsAreWarnedOf(String type) {
    assertThat(HomeChecks.fileSystem(type).result()).isEqualTo(Check.Result.WARNING);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ext4", "btrfs", "apfs", "overlay", "tmpfs", "zfs", "xfs", "fuseblk"})
  void localFileSystemsAreFine(String type) {
    assertThat(HomeChecks.fileSystem(type).result()).isEqualTo(Check.Result.OK);
  }

  @Test
  void littleRoomIsAWarningAndNoneAProblem() {
    assertThat(HomeChecks.room(1L << 30).result()).isEqualTo(Check.Result.OK);
    assertThat(HomeChecks.room((1L << 30) - 1).result()).isEqualTo(Check.Result.WARNING);
    assertThat(HomeChecks.room((100L << 20) - 1).result()).isEqualTo(Check.Result.PROBLEM);
  }

  @Test
  void claudeIsAskedForItsVersionOnly() throws IOException {
    assertThat(new ClaudeCheck("claude", folder, environment).all()).singleElement()
        .satisfies(check -> assertThat(check.detail()).isEqualTo("'claude' is not on the PATH"));

    Path program = Files.writeString(folder.resolve("claude"), "#!/bin/sh\necho \"9.9 $*\"\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));

    assertThat(new ClaudeCheck("claude", folder, environment).all()).extracting(Check::detail)
        .first()
        .isEqualTo("9.9 --version at " + program);
  }

  @Test
  void aLoginIsSeenByFileOrVariableAndNeverShown() throws IOException {
    Files.createFile(folder.resolve("claude")).toFile().setExecutable(true);
    assertThat(login()).startsWith("WARNING").contains("log in");

    environment.put("ANTHROPIC_API_KEY", "sk-secret");
    assertThat(login()).startsWith("OK").contains("ANTHROPIC_API_KEY").doesNotContain("sk-secret");

    environment.remove("ANTHROPIC_API_KEY");
    Files.writeString(folder.resolve(".credentials.json"), "{}");
    assertThat(login()).startsWith("OK");
  }

  private String login() throws IOException {
    Check check = new ClaudeCheck("claude", folder, environment).all().getLast();
    return check.result() + " " + check.detail() + " " + check.suggestion();
  }

  private ToolAnswer doctor() {
    return ToolAnswer.of(new DoctorTool(environment, clock), "all");
  }

  private String check(String name) {
    return ((JsonArray) doctor().json().get("checks").orElseThrow()).items()
        .stream()
        .map(item -> (JsonObject) item)
        .filter(item -> item.text("name").orElse("").equals(name))
        .map(item -> item.text("result").orElse("") + ": " + item.text("detail").orElse(""))
        .findFirst()
        .orElseThrow();
  }
}
