package dev.claudeworker.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.claudeworker.json.JacksonJsonCodec;
import dev.claudeworker.spi.WorkerException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeTest {

  private static final ServerRecord RECORD =
      new ServerRecord(42, "127.0.0.1", 8000, Instant.parse("2026-01-02T03:04:05Z"), new UUID(1, 2), "1.2.3");

  @TempDir
  Path directory;

  @Test
  void aHomeIsMadeWithAllItsPartsForItsOwnerAlone() throws Exception {
    HomeDirectory home = HomeDirectory.open(directory.resolve("a/b/home"));

    for (Path part : List.of(home.path(), home.data(), home.plugins(), home.attempts())) {
      assertThat(mode(part)).isEqualTo("rwx------");
    }
  }

  @Test
  void aHomeThatOthersMayReadIsNarrowed() throws Exception {
    Path path = Files.createDirectory(directory.resolve("home"), PosixFilePermissions.asFileAttribute(
        PosixFilePermissions.fromString("rwxrwxr-x")));

    HomeDirectory.open(path);

    assertThat(mode(path)).isEqualTo("rwx------");
  }

  @Test
  void aFileInThePlaceOfTheHomeIsRefused() throws Exception {
    Path file = Files.createFile(directory.resolve("home"));

    assertThatThrownBy(() -> HomeDirectory.open(file))
        .isInstanceOf(WorkerException.class)
        .hasMessageContaining("not a directory");
  }

  @Test
  void aRecordIsReadAsItWasPublishedUntilItIsRetracted() throws Exception {
    HomeDirectory home = HomeDirectory.open(directory);
    var files = new ServerFiles(home, new JacksonJsonCodec());
    assertThat(files.read()).isEmpty();

    files.publish(RECORD);

    assertThat(files.read()).contains(RECORD);
    assertThat(mode(home.file("server.json"))).isEqualTo("rw-------");
    files.retract();
    assertThat(files.read()).isEmpty();
    assertThat(files.lastPort()).hasValue(8000);
    files.retract();
  }

  @Test
  void aDamagedRecordIsNone() throws Exception {
    HomeDirectory home = HomeDirectory.open(directory);
    var files = new ServerFiles(home, new JacksonJsonCodec());
    for (String text : List.of("", "{", "[]", "{}", "{\"pid\":\"1\"}",
        "{\"pid\":1.5,\"host\":\"h\",\"port\":1,\"started_at\":\"x\",\"incarnation\":\"y\",\"version\":\"1\"}",
        "{\"pid\":1,\"host\":\"h\",\"port\":99999999999,\"started_at\":\"2026-01-02T03:04:05Z\",\"incarnation\":\"y\"}")) {
      Files.writeString(home.file("server.json"), text);
      assertThat(files.read()).as(text).isEmpty();
    }
  }

  @Test
  void theServersIdAndTheTokenStayTheSame() throws Exception {
    HomeDirectory home = HomeDirectory.open(directory);
    var files = new ServerFiles(home, new JacksonJsonCodec());

    String id = files.serverId(UUID::randomUUID);
    String token = SecretFile.token(home).readOrMake(new SecureRandom());

    assertThat(files.serverId(UUID::randomUUID)).isEqualTo(id);
    assertThat(SecretFile.token(home).readOrMake(new SecureRandom())).isEqualTo(token).hasSize(43);
    assertThat(mode(home.file("token"))).isEqualTo("rw-------");
  }

  @Test
  void aTokenThatOthersMayReadIsNarrowedAndAnEmptyOneReplaced() throws Exception {
    HomeDirectory home = HomeDirectory.open(directory);
    Files.writeString(home.file("token"), "chosen\n");
    Files.setPosixFilePermissions(home.file("token"), PosixFilePermissions.fromString("rw-r--r--"));

    assertThat(SecretFile.token(home).readOrMake(new SecureRandom())).isEqualTo("chosen");
    assertThat(mode(home.file("token"))).isEqualTo("rw-------");
    Files.writeString(home.file("token"), " \n");
    assertThat(SecretFile.token(home).readOrMake(new SecureRandom())).hasSize(43);
  }

  @Test
  void theLockIsHeldByOneAtATime() throws Exception {
    HomeDirectory home = HomeDirectory.open(directory);
    Optional<HomeLock> first = HomeLock.take(home);

    assertThat(first).isPresent();
    assertThat(HomeLock.take(home)).isEmpty();
    first.get().close();
    first.get().close();
    try (var again = HomeLock.take(home).orElseThrow()) {
      assertThat(again).isNotNull();
    }
  }

  private static String mode(Path file) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
