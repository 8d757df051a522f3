package dev.claudeworker.lease;

import dev.claudeworker.loop.Loop;
import dev.claudeworker.spi.storage.RunningAttempt;
import dev.claudeworker.spi.storage.Storage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds attempts that nobody keeps: those of this server that it does not run (their executor was missing, or a claim whose
 * answer was lost), and in shared storage those of other servers whose lease has been over for a margin. Never one that this
 * process runs, however late its heartbeat: a claim is visible in the storage a moment before it is known here, so only what
 * was found in two rounds under the same token counts as abandoned. The lease of another server is judged by its end alone.
 */
public final class LeaseReaper {

  private final Storage storage;
  private final HeldLeases held;
  private final String server;
  private final LeaseSettings settings;
  private final Duration lookEvery;
  private final Consumer<List<RunningAttempt>> takeOver;
  private Set<UUID> foundBefore = Set.of();
  private final Loop loop = new Loop("lease reaper", this::round);

  /** A reaper that has not started; it looks every {@code lookEvery}, and when it is woken. */
  public LeaseReaper(
      Storage storage,
      HeldLeases held,
      String server,
      LeaseSettings settings,
      Duration lookEvery,
      Consumer<List<RunningAttempt>> takeOver) {
    this.storage = storage;
    this.held = held;
    this.server = server;
    this.settings = settings;
    this.lookEvery = lookEvery;
    this.takeOver = takeOver;
  }

  /** Begins. */
  public void start() {
    loop.start();
  }

  /** Looks now. */
  public void wake() {
    loop.wake();
  }

  /** Ends, and returns when it has. */
  public void stop() {
    loop.stop();
  }

  private Duration round() {
    reap();
    return lookEvery;
  }

  /** One round: hands over what nobody keeps. Called by one thread at a time. */
  public void reap() {
    List<RunningAttempt> abandoned = Stream.concat(ownFoundTwice().stream(), ofOthers().stream()).toList();
    if (!abandoned.isEmpty()) {
      takeOver.accept(abandoned);
    }
  }

  private List<RunningAttempt> ownFoundTwice() {
    var found = notHeld(storage.running(Optional.of(server)));
    var confirmed = found.stream().filter(running -> foundBefore.contains(running.lease().token())).toList();
    foundBefore = found.stream().map(running -> running.lease().token()).collect(Collectors.toSet());
    return confirmed;
  }

  private List<RunningAttempt> ofOthers() {
    List<RunningAttempt> expired = storage.info().isShared() ? notHeld(storage.running(Optional.empty())) : List.of();
    if (expired.isEmpty()) {
      return List.of();
    }
    Instant overSince = storage.now().minus(settings.margin());
    return expired.stream()
        .filter(running -> !running.attempt().server().equals(server))
        .filter(running -> !running.lease().expires().isAfter(overSince))
        .toList();
  }

  private List<RunningAttempt> notHeld(List<RunningAttempt> running) {
    return running.stream().filter(attempt -> !held.holds(attempt.task().id())).toList();
  }
}
