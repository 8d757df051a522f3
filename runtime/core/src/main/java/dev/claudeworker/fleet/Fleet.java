package dev.claudeworker.fleet;

import dev.claudeworker.spi.storage.LeaseHolder;
import dev.claudeworker.spi.storage.Placement;
import dev.claudeworker.spi.storage.RegisteredServer;
import dev.claudeworker.spi.storage.ServerEntry;
import dev.claudeworker.spi.storage.Storage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This server among those that share its storage. Says again and again that it is alive, and remembers what the others said,
 * for it is asked at every claim. Safe for use from any thread.
 */
public final class Fleet {

  private static final Logger log = LoggerFactory.getLogger(Fleet.class);

  /** What others said is read again at most so often when they commit something. */
  private static final Duration FRESH = Duration.ofMillis(250);

  private final Storage storage;
  private final LeaseHolder self;
  private final FleetSettings settings;
  private final Duration aliveFor;
  private final IntSupplier slots;
  private final Supplier<Set<String>> executors;
  private final InstantSource clock;
  private final Instant started;
  private volatile Optional<String> address = Optional.empty();
  private volatile View view = new View(List.of(), Instant.MIN);
  private volatile Optional<Word> lastWord = Optional.empty();
  private volatile boolean replaced;

  private record Word(ServerEntry said, Instant at) {}

  private record View(List<RegisteredServer> others, Instant read) {}

  /**
   * A server that has said nothing yet.
   *
   * @param storage what the servers share
   * @param self this one
   * @param settings what it is
   * @param aliveFor how long it counts as alive without another word
   * @param slots how many attempts it runs at once now
   * @param executors the executors it has now
   * @param clock the core's clock
   */
  public Fleet(
      Storage storage,
      LeaseHolder self,
      FleetSettings settings,
      Duration aliveFor,
      IntSupplier slots,
      Supplier<Set<String>> executors,
      InstantSource clock) {
    this.storage = storage;
    this.self = self;
    this.settings = settings;
    this.aliveFor = aliveFor;
    this.slots = slots;
    this.executors = executors;
    this.clock = clock;
    this.started = laterThanBefore(clock.instant());
  }

  /** The clock may have been set back since this server ran last, which would make that run look like a later one. */
  private Instant laterThanBefore(Instant now) {
    return find(self.server()).map(before -> before.entry().started().plusMillis(1))
        .filter(next -> next.isAfter(now))
        .orElse(now);
  }

  /** Says that it is alive, and listens to the others. */
  public void announce() {
    var word = new Word(entry(), clock.instant());
    boolean accepted = storage.servers().announce(word.said(), aliveFor);
    lastWord = Optional.of(word);
    if (!accepted && !replaced) {
      log.error(
          "Another server with the id {} has started on the same storage; this one claims no tasks any more. A copied home"
              + " directory does that: give each server a home of its own (server-id in it is made anew).",
          self.server());
    }
    replaced = !accepted;
    listen();
  }

  /** Says so only if there is something new to say or the last word is half over, for a server that nobody listens to. */
  public void announceNews() {
    if (lastWord.filter(this::stillHolds).isEmpty()) {
      announce();
    }
  }

  private boolean stillHolds(Word word) {
    Duration age = Duration.between(word.at(), clock.instant());
    return !age.isNegative() && age.compareTo(aliveFor.dividedBy(2)) < 0 && word.said().equals(entry());
  }

  /** Says good-bye. */
  public void leave() {
    storage.servers().announce(entry(), Duration.ZERO);
  }

  /** Removes servers that have been gone for long. */
  public void forget() {
    int forgotten = storage.servers().forget(storage.now().minus(settings.forgetAfter()));
    if (forgotten > 0) {
      log.info("{} servers that had been gone for long are not listed any more", forgotten);
    }
  }

  /** Tells where its interface is reached, as an address without a path; others learn of it at once. */
  public void reachedAt(String where) {
    address = Optional.of(where);
    announce();
  }

  /** Listens to the others unless that was done a moment ago. */
  public void listenAgain() {
    Instant read = view.read();
    if (read.equals(Instant.MIN) || !clock.instant().isBefore(read.plus(FRESH))) {
      listen();
    }
  }

  private void listen() {
    view =
        new View(
            servers().stream().filter(server -> server.alive() && !server.id().equals(self.server())).toList(),
            clock.instant());
  }

  private ServerEntry entry() {
    return new ServerEntry(
        self, settings.name(), address, settings.version(), slots.getAsInt(), settings.labels(), executors.get(),
        started);
  }

  /** All servers as the storage knows them now. */
  public List<RegisteredServer> servers() {
    return storage.servers().servers();
  }

  /** One server as the storage knows it now. */
  public Optional<RegisteredServer> find(String id) {
    return servers().stream().filter(server -> server.id().equals(id)).findFirst();
  }

  /** The id of this server. */
  public String selfId() {
    return self.server();
  }

  /** What this server is. */
  public FleetSettings settings() {
    return settings;
  }

  /** The others that are alive, as they were heard last. */
  public List<RegisteredServer> others() {
    return view.others();
  }

  /** Whether another start of this server has taken its name, so that this one must claim nothing. */
  public boolean isReplaced() {
    return replaced;
  }

  /** What belongs to others. */
  public Placement placement() {
    return new Placement(
        settings.labels(), others().stream().map(RegisteredServer::id).collect(Collectors.toSet()),
        settings.resumeGrace());
  }

  /** Most free slots that another server had when it was heard last. */
  public int mostFreeElsewhere() {
    return others().stream().mapToInt(RegisteredServer::free).max().orElse(0);
  }
}
