package dev.claudeworker.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.plugins.PluginDescription;
import dev.claudeworker.plugins.PluginKind;
import dev.claudeworker.plugins.PluginState;
import dev.claudeworker.spi.ErrorCode;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.WorkerException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HealthReportTest {

  private static final Duration LONG = Duration.ofSeconds(20);

  @Test
  void theWorstPartSpeaksForAll() throws Exception {
    assertThat(HealthReport.of(List.of(), LONG).status()).isEqualTo(HealthStatus.OK);
    assertThat(HealthReport.of(List.of(check(HealthStatus.OK), check(HealthStatus.DEGRADED)), LONG).status())
        .isEqualTo(HealthStatus.DEGRADED);
    assertThat(HealthReport.of(List.of(check(HealthStatus.FAILED), check(HealthStatus.DEGRADED)), LONG).status())
        .isEqualTo(HealthStatus.FAILED);
  }

  @Test
  void aNetworkFileSystemAndAFullDiskAreToldWithWhatToDo() {
    var check = new DiskCheck(Path.of("/"), 1 << 20);

    assertThat(check.finding("ext4", 1 << 20, JsonObject.EMPTY).status()).isEqualTo(HealthStatus.OK);
    assertThat(check.finding("ext4", (1 << 20) - 1, JsonObject.EMPTY).message()).contains("health.min_disk");
    assertThat(check.finding("nfs4", 1 << 30, JsonObject.EMPTY)).satisfies(finding -> {
      assertThat(finding.status()).isEqualTo(HealthStatus.DEGRADED);
      assertThat(finding.message()).isEqualTo(
          "The home is on a network file system (nfs4); the database can be damaged there.");
      assertThat(finding.suggestion()).contains("CLAUDE_WORKER_HOME");
    });
  }

  @Test
  void aCheckThatThrowsHasFailedAndSaysWhatToDo() throws Exception {
    HealthCheck broken = check("broken", () -> {
      throw new WorkerException(ErrorCode.user("x"), "It is broken.", "Mend it.");
    });
    assertThat(HealthReport.of(List.of(broken), LONG).findings().get("broken"))
        .isEqualTo(new Finding(HealthStatus.FAILED, "It is broken.", "Mend it.", JsonObject.EMPTY));
  }

  @Test
  void aCheckThatHangsIsInterruptedAndDelaysNobody() throws Exception {
    var interrupted = new CountDownLatch(1);
    HealthCheck hanging = check("hanging", () -> {
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException _) {
        interrupted.countDown();
      }
      return Finding.ok("", JsonObject.EMPTY);
    });
    Finding finding = HealthReport.of(List.of(hanging), Duration.ofMillis(20)).findings().get("hanging");

    assertThat(finding.status()).isEqualTo(HealthStatus.FAILED);
    assertThat(finding.message()).contains("20 ms", "health.timeout");
    assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void littleFreeDiskIsToldWithTheFigureAndTheSetting(@TempDir Path home) throws Exception {
    assertThat(new DiskCheck(home, 0).look().status()).isEqualTo(HealthStatus.OK);
    Finding short_ = new DiskCheck(home, Long.MAX_VALUE).look();
    assertThat(short_.status()).isEqualTo(HealthStatus.DEGRADED);
    assertThat(short_.message()).contains("health.min_disk");
    assertThat(short_.suggestion()).isNotBlank();
  }

  @Test
  void aHeapThatIsAlmostFullIsTold() {
    assertThat(MemoryCheck.judge(95, 100).status()).isEqualTo(HealthStatus.OK);
    assertThat(MemoryCheck.judge(96, 100).status()).isEqualTo(HealthStatus.DEGRADED);
  }

  @Test
  void aPluginThatFailedIsNamedWithWhatToDo() {
    var failed = new PluginDescription("mine", "1", PluginKind.UNKNOWN, Path.of("mine.jar"), false,
        List.of(), PluginState.FAILED,
        Optional.of(new WorkerException(ErrorCode.user("x"), "It is broken.", "Rebuild it.")),
        Optional.empty(), Optional.empty(), Optional.empty());
    Finding finding = new PluginCheck(() -> List.of(failed)).look();

    assertThat(finding.message()).contains("1 of 1", "mine");
    assertThat(finding.suggestion()).isEqualTo("Rebuild it.");
  }

  private static HealthCheck check(HealthStatus status) {
    return check(status.word(), () -> new Finding(status, "", "", JsonObject.EMPTY));
  }

  private interface Looking {
    Finding look() throws Exception;
  }

  private static HealthCheck check(String name, Looking looking) {
    return new HealthCheck() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public Finding look() throws Exception {
        return looking.look();
      }
    };
  }
}
