package dev.claudeworker.faults;

import dev.claudeworker.torture.run.FaultPlay;
import dev.claudeworker.torture.run.Outcome;
import dev.claudeworker.torture.run.Rig;
import dev.claudeworker.torture.run.Run;
import dev.claudeworker.torture.workload.Pace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Year;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;

/**
 * The clock of the server's process jumps, by libfaketime: every look of the JVM at the time of day is shifted by what a file says;
 * the monotonic clock goes on, as that of a machine does. Children keep the real time.
 */
final class ClockJumps {

  private static final List<Path> LIBRARIES = List.of(
      Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1"),
      Path.of("/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1"));
  private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
  private static final Duration BEFORE = Duration.ofSeconds(4);
  private static final long LIFE_MS = 6_000;

  private ClockJumps() {}

  /** A day forward, and another time an hour back. */
  static Outcome jumps(Stage stage) throws Exception {
    return play(stage, (rig, random) -> {
      Thread.sleep(random.nextLong(500, 2_000));
      jump(rig, Duration.ofDays(1));
      Thread.sleep(random.nextLong(2_000, 4_000));
      if (random.nextBoolean()) {
        rig.killServer();
        rig.start();
      }
      jump(rig, Duration.ofDays(1).minusHours(1));
      Thread.sleep(random.nextLong(2_000, 4_000));
      rig.killServer();
      rig.start();
      Thread.sleep(1_000);
    });
  }

  /** Lives through the next change of the hour in spring, in autumn, or the next 29th of February, by seed. */
  static Outcome calendar(Stage stage) throws Exception {
    Instant now = Instant.now();
    Instant moment = switch ((int) (stage.seed() % 3)) {
      case 0 -> leapDay(now);
      case 1 -> change(now, true);
      default -> change(now, false);
    };
    return play(stage, (rig, random) -> {
      rig.killServer();
      jump(rig, Duration.between(Instant.now(), moment.minus(BEFORE)));
      rig.start();
      Thread.sleep(LIFE_MS);
      rig.killServer();
      rig.start();
      Thread.sleep(1_000);
    });
  }

  private static Instant change(Instant now, boolean gap) {
    ZoneOffsetTransition found = ZONE.getRules().nextTransition(now);
    while (found.isGap() != gap) {
      found = ZONE.getRules().nextTransition(found.getInstant());
    }
    return found.getInstant();
  }

  private static Instant leapDay(Instant now) {
    int year = now.atZone(ZONE).getYear() + 1;
    while (!Year.isLeap(year)) {
      year++;
    }
    return LocalDate.of(year, 2, 29).atStartOfDay(ZONE).toInstant();
  }

  private static Outcome play(Stage stage, FaultPlay play) throws Exception {
    Path library = LIBRARIES.stream()
        .filter(Files::exists)
        .findFirst()
        .orElseThrow(() -> new IOException("libfaketime is not installed; install the package libfaketime"));
    try (var rig = new Rig(stage.program(), stage.folder(), Settings.of(stage))) {
      set(rig, Duration.ZERO);
      rig.environment("LD_PRELOAD", library.toString());
      rig.environment("FAKETIME_TIMESTAMP_FILE", file(rig).toString());
      rig.environment("FAKETIME_CACHE_DURATION", "1");
      rig.environment("FAKETIME_DONT_FAKE_MONOTONIC", "1");
      // With it the timed waits of the JVM end at once, over and over.
      rig.environment("FAKETIME_FORCE_MONOTONIC_FIX", "0");
      rig.environment("TZ", ZONE.getId());
      return Run.of(rig, Pace.USUAL, stage.seed(), play);
    }
  }

  private static void jump(Rig rig, Duration offset) throws IOException {
    rig.fault("clock " + offset, false);
    set(rig, offset);
  }

  private static void set(Rig rig, Duration offset) throws IOException {
    Path fresh = rig.folder().resolve("clock.new");
    Files.writeString(fresh, "%+d\n".formatted(offset.toSeconds()));
    Files.move(fresh, file(rig), StandardCopyOption.ATOMIC_MOVE);
  }

  private static Path file(Rig rig) {
    return rig.folder().resolve("clock");
  }
}
