package dev.claudeworker.storage.sql.group;

import dev.claudeworker.spi.storage.GateChange;
import dev.claudeworker.spi.task.Gate;
import dev.claudeworker.spi.task.GateScope;
import dev.claudeworker.storage.sql.table.GateMapper;
import dev.claudeworker.storage.sql.table.GateMapper.GateRow;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The closed gates, read once and changed in memory and in the database alike. */
final class GateSet {

  private final GateMapper mapper;
  private Optional<Map<GateKey, Gate>> loaded = Optional.empty();

  private record GateKey(GateScope scope, String code) {}

  GateSet(GateMapper mapper) {
    this.mapper = mapper;
  }

  private Map<GateKey, Gate> gates() {
    return loaded.orElseGet(() -> {
      Map<GateKey, Gate> gates = new HashMap<>();
      mapper.lock().forEach(gate -> gates.put(new GateKey(gate.scope(), gate.code()), gate));
      loaded = Optional.of(gates);
      return gates;
    });
  }

  /** Gates that hold something back at a moment. A claim looks without locking. */
  List<Gate> closedAt(Instant now) {
    List<Gate> all = loaded.map(gates -> List.copyOf(gates.values())).orElseGet(mapper::all);
    return all.stream().filter(gate -> gate.isClosedAt(now)).toList();
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
    Optional<Gate> standing = Optional.ofNullable(gates().get(key));
    if (standing.filter(old -> !holdsLonger(gate, old)).isPresent()) {
      return false;
    }
    standing.ifPresent(old -> mapper.delete(old.scope(), old.code()));
    mapper.insert(new GateRow(gate));
    gates().put(key, gate);
    return true;
  }

  private boolean open(GateKey key) {
    boolean closed = Optional.ofNullable(gates().remove(key)).isPresent();
    if (closed) {
      mapper.delete(key.scope(), key.code());
    }
    return closed;
  }

  private static boolean holdsLonger(Gate gate, Gate standing) {
    Optional<Instant> end = standing.until();
    return end.isPresent() && gate.until().map(until -> until.isAfter(end.get())).orElse(true);
  }
}
