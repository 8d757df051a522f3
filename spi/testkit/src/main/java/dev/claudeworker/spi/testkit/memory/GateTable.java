package dev.claudeworker.spi.testkit.memory;

import dev.claudeworker.spi.storage.GateChange;
import dev.claudeworker.spi.task.Gate;
import dev.claudeworker.spi.task.GateScope;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The closed gates. */
final class GateTable {

  private final Table<GateKey, Gate> rows;

  private record GateKey(GateScope scope, String code) implements Comparable<GateKey> {

    private static final Comparator<GateKey> ORDER = Comparator.comparing((GateKey key) -> key.scope().kind())
        .thenComparing(key -> key.scope().key())
        .thenComparing(GateKey::code);

    @Override
    public int compareTo(GateKey other) {
      return ORDER.compare(this, other);
    }
  }

  GateTable(Journal journal) {
    rows = new Table<>(journal);
  }

  List<Gate> all() {
    return List.copyOf(rows.all());
  }

  void put(Gate gate) {
    rows.put(new GateKey(gate.scope(), gate.code()), gate);
  }

  List<Gate> closedAt(Instant now) {
    return rows.all().stream().filter(gate -> gate.isClosedAt(now)).toList();
  }

  /** Applies a change; false if it writes nothing. */
  boolean apply(GateChange change) {
    return switch (change) {
      case GateChange.Close close -> close(Precision.micros(close.gate()));
      case GateChange.Open open -> open(new GateKey(open.scope(), open.code()));
    };
  }

  private boolean close(Gate gate) {
    GateKey key = new GateKey(gate.scope(), gate.code());
    if (rows.get(key).filter(standing -> !holdsLonger(gate, standing)).isPresent()) {
      return false;
    }
    rows.put(key, gate);
    return true;
  }

  private boolean open(GateKey key) {
    boolean closed = rows.get(key).isPresent();
    rows.remove(key);
    return closed;
  }

  private static boolean holdsLonger(Gate gate, Gate standing) {
    Optional<Instant> end = standing.until();
    return end.isPresent() && gate.until().map(until -> until.isAfter(end.get())).orElse(true);
  }
}
