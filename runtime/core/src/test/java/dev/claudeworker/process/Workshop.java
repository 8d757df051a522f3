package dev.claudeworker.process;

import dev.claudeworker.spi.executor.ChildExit;
import dev.claudeworker.spi.executor.ChildProcess;
import dev.claudeworker.spi.executor.ProcessSpec;
import dev.claudeworker.spi.executor.ProcessStartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A process room with a home of its own and attempts for tests; ends every process of its attempts when it is closed. */
final class Workshop implements AutoCloseable {

  static final ProcessSettings QUICK = new ProcessSettings(
      new ProcessLimits(Duration.ofMillis(300), 64L << 20),
      Duration.ofMillis(5),
      Duration.ofMillis(50),
      Duration.ofMillis(500),
      Duration.ofMillis(200),
      Duration.ofSeconds(2));

  final Path home;
  final ProcessSettings settings;
  final DurableProcessRoom room;
  final LinuxProcessTable table = new LinuxProcessTable();
  private final Map<UUID, Path> attempts = new HashMap<>();

  Workshop(Path home) throws IOException {
    this(home, QUICK);
  }

  Workshop(Path home, ProcessSettings settings) throws IOException {
    this(home, settings, ChildGuard.NONE);
  }

  Workshop(Path home, ProcessSettings settings, ChildGuard guard) throws IOException {
    this.home = home;
    this.settings = settings;
    this.room = DurableProcessRoom.open(settings, home, guard);
  }

  /** An attempt that has its directory and has not begun. */
  record Place(UUID id, Path directory) {

    AttemptFiles files() {
      return new AttemptFiles(directory);
    }
  }

  Place attempt() throws IOException {
    var id = UUID.randomUUID();
    return attempt(id, Files.createDirectories(home.resolve("attempts/" + id)));
  }

  Place attempt(UUID id, Path directory) {
    attempts.put(id, directory);
    return new Place(id, directory);
  }

  static ProcessSpec script(String script) {
    return new ProcessSpec(
        List.of("/bin/sh", "-c", script),
        Path.of("/"),
        Map.of("PATH", "/usr/bin:/bin"),
        "",
        Duration.ZERO);
  }

  ProcessRequest request(Place place, ProcessSpec spec, boolean adopt) {
    return new ProcessRequest(place.directory(), place.id(), spec, adopt, settings.limits());
  }

  ChildProcess start(Place place, String script) throws ProcessStartException, InterruptedException {
    return room.open(request(place, script(script), false));
  }

  ChildProcess adopt(Place place) throws ProcessStartException, InterruptedException {
    return room.open(request(place, script("exit 99"), true));
  }

  ChildExit run(String script) throws Exception {
    return start(attempt(), script).waitFor();
  }

  static String text(ChildProcess child) throws IOException {
    try (var stdout = child.stdout()) {
      return new String(stdout.readAllBytes());
    }
  }

  List<Long> living(Place place) {
    return new AttemptProcesses(table, place.id(), Optional.empty())
        .census()
        .found()
        .stream()
        .map(ProcessEntry::pid)
        .toList();
  }

  /** Kills by pid and needs no part that is under test but the search itself. */
  @Override
  public void close() {
    room.close();
    for (int round = 0; round < 100 && !attempts.keySet().stream().allMatch(this::isEmptyAfterKill); round++) {
      Thread.onSpinWait();
    }
  }

  private boolean isEmptyAfterKill(UUID id) {
    var left = new AttemptProcesses(table, id, Optional.empty()).census().found();
    left.forEach(process -> ProcessHandle.of(process.pid()).ifPresent(ProcessHandle::destroyForcibly));
    return left.isEmpty();
  }
}
