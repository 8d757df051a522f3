package dev.claudeworker.security;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The names a server goes by. A page that had its own name resolve to this machine still sends that name in {@code Host}, so
 * it is refused here.
 */
public final class HostNames {

  private final Set<String> names;

  /**
   * Creates the set.
   *
   * @param names host names and address literals, IPv6 with or without brackets
   */
  public HostNames(Set<String> names) {
    this.names = names.stream().map(HostNames::plain).collect(Collectors.toUnmodifiableSet());
  }

  /**
   * Whether a {@code Host} header names this server.
   *
   * @param header the header's value, with or without a port
   * @param localAddress the address the connection came in on; an address literal cannot be rebound, so it is always known
   * @return true if it does
   */
  public boolean knows(String header, String localAddress) {
    return hostOf(header).filter(host -> names.contains(host) || host.equals(localAddress)).isPresent();
  }

  /** The host of a header, without port and brackets; empty if the header is malformed. */
  static Optional<String> hostOf(String header) {
    int bracket = header.indexOf(']');
    if (header.startsWith("[")) {
      return bracket > 0 && isPort(header.substring(bracket + 1)) ? Optional.of(plain(header.substring(0, bracket + 1)))
          : Optional.empty();
    }
    int colon = header.indexOf(':');
    String host = colon < 0 ? header : header.substring(0, colon);
    return !host.isEmpty() && (colon < 0 || isPort(header.substring(colon))) ? Optional.of(plain(host))
        : Optional.empty();
  }

  private static boolean isPort(String text) {
    return text.isEmpty() || text.matches(":[0-9]{1,5}");
  }

  private static String plain(String name) {
    String lower = name.strip().toLowerCase(Locale.ROOT);
    return lower.startsWith("[") && lower.endsWith("]") ? lower.substring(1, lower.length() - 1) : lower;
  }
}
