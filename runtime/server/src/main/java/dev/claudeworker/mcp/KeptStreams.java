package dev.claudeworker.mcp;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The streams of one session. One whose connection broke is kept for its client to come back, and only so many of these. Safe for
 * use from any thread.
 */
public final class KeptStreams {

  private final int mostBroken;

  /** By id. Guarded by this. */
  private final Map<String, Kept> streams = new LinkedHashMap<>();

  /** Ids of those that nobody reads, the one broken for longest first. Guarded by this. */
  private final Set<String> broken = new LinkedHashSet<>();

  /** Guarded by this. */
  private long opened;
  private boolean closed;

  /** A stream that goes on without a reader. */
  public interface Kept {

    /** Nobody will come back for it. */
    void drop();
  }

  KeptStreams(int mostBroken) {
    this.mostBroken = mostBroken;
  }

  /** Takes a stream in; it has a reader. Its id is unique in the session. */
  public synchronized String open(Kept stream) {
    String id = Long.toString(++opened);
    streams.put(id, stream);
    return id;
  }

  /** A stream to go on with. */
  public synchronized Optional<Kept> find(String id) {
    return Optional.ofNullable(streams.get(id));
  }

  /** A stream has a reader again. */
  public synchronized void resumed(String id) {
    broken.remove(id);
  }

  /** The connection of a stream broke. If too many wait for their client, the one broken for longest goes. */
  public void left(String id) {
    List<Kept> gone = new ArrayList<>();
    synchronized (this) {
      if (streams.containsKey(id)) {
        broken.add(id);
      }
      while (broken.size() > mostBroken || (closed && !broken.isEmpty())) {
        String oldest = broken.iterator().next();
        broken.remove(oldest);
        Optional.ofNullable(streams.remove(oldest)).ifPresent(gone::add);
      }
    }
    gone.forEach(Kept::drop);
  }

  /** Forgets a stream that is over. */
  public synchronized void over(String id) {
    streams.remove(id);
    broken.remove(id);
  }

  /** The session is over: what nobody reads goes now, the rest when its connection does. */
  void close() {
    List<Kept> gone;
    synchronized (this) {
      closed = true;
      gone = broken.stream().map(streams::remove).toList();
      broken.clear();
    }
    gone.forEach(Kept::drop);
  }
}
