package dev.claudeworker.spi.storage;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a server says about itself to the others that share its storage.
 *
 * @param holder its id, and which of its starts this is
 * @param name what people call it, at most 200 characters
 * @param address where its interface is reached, as an http or https address without a path, at most 500 characters; empty =
 *     not from outside
 * @param version the version of its program, at most 40 characters
 * @param slots how many attempts it runs at once, 0 or more
 * @param labels what it offers
 * @param executors names of the executors it has
 * @param started when it started, by its own clock
 */
public record ServerEntry(
    LeaseHolder holder,
    String name,
    Optional<String> address,
    String version,
    int slots,
    Map<String, String> labels,
    Set<String> executors,
    Instant started) {

  /** Copies the collections. */
  public ServerEntry {
    labels = Map.copyOf(labels);
    executors = Set.copyOf(executors);
  }
}
