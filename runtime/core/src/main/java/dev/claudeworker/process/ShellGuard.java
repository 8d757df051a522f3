package dev.claudeworker.process;

import dev.claudeworker.spi.executor.ProcessStartException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The guard as a small shell script in a session of its own, so that it outlives the server. They talk through files in the
 * home: {@code guard/until} (until when the children may live), {@code guard/children/<attempt>} (whom to end),
 * {@code guard/pid} (the guard in charge: an older one leaves).
 */
public final class ShellGuard implements ChildGuard {

  private static final Logger LOG = LoggerFactory.getLogger(ShellGuard.class);
  private static final Path UPTIME = Path.of("/proc/uptime");
  private static final Duration LONGEST_POLL = Duration.ofSeconds(1);
  private static final Duration SHORTEST_POLL = Duration.ofMillis(200);
  private static final int LOOKS_PER_MARGIN = 4;

  private final Path folder;
  private final Path children;
  private final List<String> command;
  private final long keepForTicks;

  /** Guarded by this object's monitor. */
  private Process guard;

  private ShellGuard(Path folder, List<String> command, Duration keepFor, Process guard) {
    this.folder = folder;
    this.children = folder.resolve("children");
    this.command = command;
    this.keepForTicks = keepFor.toMillis() / 10;
    this.guard = guard;
  }

  /** Whether a guard can work on this machine: it reads {@code /proc}. */
  public static boolean available() {
    return LinuxProcessTable.available() && Files.isReadable(UPTIME);
  }

  /**
   * Starts the guard of a home.
   *
   * @param home the home directory
   * @param leaseFor how long leases hold
   * @param margin so long before the end of the leases the children are ended
   * @return the guard; children of an earlier server are guarded on
   * @throws IOException if its files cannot be written or it cannot be started
   */
  public static ShellGuard open(Path home, Duration leaseFor, Duration margin) throws IOException {
    Path folder = home.resolve("guard");
    var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    Files.createDirectories(folder.resolve("children"), ownerOnly);
    Path script = HomeScript.install(home, "guard");
    Duration poll = margin.dividedBy(LOOKS_PER_MARGIN);
    poll = poll.compareTo(LONGEST_POLL) > 0 ? LONGEST_POLL : poll.compareTo(SHORTEST_POLL) < 0 ? SHORTEST_POLL : poll;
    var command = new ArrayList<>(CapabilityProbe.probe().sessionCommand());
    command.addAll(
        List.of("/bin/sh", script.toString(), folder.toString(), seconds(poll), seconds(margin.dividedBy(2))));
    Duration keepFor = leaseFor.minus(margin);
    write(folder.resolve("until"), ticks() + keepFor.toMillis() / 10);
    var guard = new ShellGuard(folder, command, keepFor, start(command));
    guard.forgetEnded();
    return guard;
  }

  private static String seconds(Duration duration) {
    return Long.toString(duration.toSeconds()) + '.' + duration.toMillisPart() / 100;
  }

  private static Process start(List<String> command) throws IOException {
    var builder = new ProcessBuilder(command)
        .directory(Path.of("/").toFile())
        .redirectInput(Path.of("/dev/null").toFile())
        .redirectOutput(Redirect.DISCARD)
        .redirectError(Redirect.DISCARD);
    builder.environment().clear();
    builder.environment().put("PATH", "/usr/bin:/bin:/usr/local/bin");
    return builder.start();
  }

  /** What an earlier server left behind about children that have ended. */
  private void forgetEnded() throws IOException {
    try (Stream<Path> files = Files.list(children)) {
      for (Path file : files.toList()) {
        Path attempt = Path.of(Files.readString(file).strip());
        if (!Files.isDirectory(attempt) || Files.exists(attempt.resolve("exit"))) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  @Override
  public void watch(UUID attempt, Path directory) throws ProcessStartException {
    Path told = children.resolve(attempt.toString());
    String words = directory + "\n";
    try {
      // An adopted child is known already, and must be found also while the disk is full.
      if (!Files.exists(told) || !Files.readString(told).equals(words)) {
        Files.writeString(told, words, StandardCharsets.UTF_8);
      }
    } catch (IOException unwritable) {
      throw new ProcessStartException(
          ProcessStartException.Reason.RESOURCES,
          "The guard cannot be told of the child, so it is not started (" + unwritable + ").");
    }
  }

  @Override
  public void release(UUID attempt) {
    try {
      Files.deleteIfExists(children.resolve(attempt.toString()));
    } catch (IOException stays) {
      LOG.warn("the guard cannot be told that a child has ended; it will look for it in vain", stays);
    }
  }

  /** Hundredths of a second since the machine started, with its sleep. */
  @Override
  public long now() {
    return ticks();
  }

  private static long ticks() {
    try {
      String uptime = Files.readString(UPTIME);
      return Long.parseLong(uptime.substring(0, uptime.indexOf(' ')).replace(".", ""));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @Override
  public synchronized void keep(long askedAt) {
    try {
      write(folder.resolve("until"), askedAt + keepForTicks);
      if (!guard.isAlive()) {
        LOG.warn("the guard of this server's children was gone and is started again");
        guard = start(command);
      }
    } catch (IOException unwritable) {
      throw new UncheckedIOException("The guard cannot be told of the renewal; it will end the children.", unwritable);
    }
  }

  private static void write(Path file, long ticks) throws IOException {
    Path draft = file.resolveSibling(".until");
    Files.writeString(draft, ticks + "\n");
    try {
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (NoSuchFileException gone) {
      throw new IOException("the folder " + file.getParent() + " was removed", gone);
    }
  }
}
