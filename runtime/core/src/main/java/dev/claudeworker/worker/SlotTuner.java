package dev.claudeworker.worker;

import dev.claudeworker.loop.Loop;
import dev.claudeworker.resource.AutoSlots;
import dev.claudeworker.resource.Holdings;
import dev.claudeworker.resource.MachineFacts;
import dev.claudeworker.resource.MachineSampler;
import dev.claudeworker.resource.ResourceSettings;
import dev.claudeworker.resource.SeenUse;
import dev.claudeworker.resource.Shortage;
import dev.claudeworker.resource.TaskUse;
import dev.claudeworker.spi.task.Gate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the machine again and again: holds starts back while memory or disk is short, and with {@code auto} makes as many
 * slots as the machine can bear and staggers the starts.
 */
final class SlotTuner {

  private static final Logger log = LoggerFactory.getLogger(SlotTuner.class);

  /** What an attempt uses shows after so long. */
  private static final Duration SETTLED = Duration.ofSeconds(5);

  /** While nothing runs the machine is looked at this many times less often. */
  private static final int QUIET_FACTOR = 5;

  private final Slots slots;
  private final RunningAttempts running;
  private final SeenUse seen;
  private final MachineSampler machine;
  private final ResourceSettings settings;
  private final InstantSource clock;
  private final Runnable wake;
  private final Loop loop = new Loop("slot tuner", this::round);
  private volatile boolean justLooked;
  private volatile boolean auto;
  private volatile boolean resting;
  private volatile Optional<Gate> gate = Optional.empty();

  SlotTuner(
      Slots slots,
      RunningAttempts running,
      SeenUse seen,
      MachineSampler machine,
      WorkerSettings settings,
      InstantSource clock,
      Runnable wake) {
    this.slots = slots;
    this.running = running;
    this.seen = seen;
    this.machine = machine;
    this.settings = settings.resources();
    this.auto = settings.auto();
    this.clock = clock;
    this.wake = wake;
  }

  /** The first look is before the first claim. Nothing runs where nothing is to be watched. */
  void start() {
    if (active()) {
      tune();
      justLooked = true;
      loop.start();
    }
  }

  void stop() {
    loop.stop();
  }

  /** Why nothing begins: closed while the machine is short of something. */
  Optional<Gate> gate() {
    return gate;
  }

  boolean auto() {
    return auto;
  }

  /** A person has said how many slots there are. */
  synchronized void fix(int size) {
    auto = false;
    slots.allowAllStarts();
    slots.resize(size);
  }

  private boolean active() {
    return auto || settings.watched();
  }

  /** Looks, and says how long to rest. */
  Duration round() {
    if (justLooked) {
      justLooked = false;
    } else {
      tune();
    }
    resting = quiet();
    return resting ? settings.checkEvery().multipliedBy(QUIET_FACTOR) : settings.checkEvery();
  }

  /** Attempts begin: from now on the machine is looked at more often. */
  void attemptsBegin() {
    if (resting) {
      resting = false;
      loop.wake();
    }
  }

  /** Nothing runs that could use the machine up, and nothing waits for it to be free again. */
  private boolean quiet() {
    return gate.isEmpty() && slots.taken() == 0;
  }

  /** Looks once. */
  synchronized void tune() {
    if (!active()) {
      return;
    }
    int free = slots.free();
    MachineFacts facts = machine.sample();
    Optional<Gate> before = gate;
    gate = Shortage.gate(before, facts, settings, clock.instant());
    slots.hold(gate.isPresent());
    tell(before);
    if (auto) {
      resize(facts);
    }
    if (slots.free() > free) {
      wake.run();
    }
  }

  private void resize(MachineFacts facts) {
    TaskUse use = seen.next();
    int size = AutoSlots.slots(facts, use, holdings(), settings);
    if (size != slots.size()) {
      log.debug("{} worker slots instead of {}: {}, a task takes {}", size, slots.size(), facts, use);
    }
    slots.resize(size);
    slots.allowStarts(AutoSlots.starts(facts, use, settings));
  }

  private Holdings holdings() {
    Instant young = clock.instant().minus(SETTLED);
    int starting = (int) running.all()
        .stream()
        .filter(attempt -> !attempt.adopted() && attempt.claimed().attempt().started().isAfter(young))
        .count();
    return new Holdings(slots.size(), slots.taken(), starting);
  }

  private void tell(Optional<Gate> before) {
    if (before.isEmpty() && gate.isPresent()) {
      log.warn("No new task is started: {}. Running ones go on.", gate.get().details().text("message").orElse(""));
    } else if (before.isPresent() && gate.isEmpty()) {
      log.info("Tasks are started again, memory and disk suffice");
    }
  }
}
