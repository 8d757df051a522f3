package dev.claudeworker.plugin.webhook;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Looks up the names of targets and refuses those that lead into a private network. The connection is made to the very addresses
 * that were looked at, so that a name cannot mean another one a moment later.
 */
final class PublicAddresses implements DnsResolver {

  private final boolean allowPrivate;

  PublicAddresses(boolean allowPrivate) {
    this.allowPrivate = allowPrivate;
  }

  /** The name leads into a private network. */
  static final class PrivateAddressException extends UnknownHostException {

    PrivateAddressException(String host) {
      super(host + " is on this machine or in a private network");
    }
  }

  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    InetAddress[] addresses = InetAddress.getAllByName(host);
    if (!allowPrivate && !Arrays.stream(addresses).allMatch(PublicAddresses::isPublic)) {
      throw new PrivateAddressException(host);
    }
    return addresses;
  }

  @Override
  public String resolveCanonicalHostname(String host) {
    return host;
  }

  /** Whether everybody on the internet means the same machine by an address. */
  static boolean isPublic(InetAddress address) {
    if (address.isAnyLocalAddress() || address.isLoopbackAddress() || address.isLinkLocalAddress()
        || address.isSiteLocalAddress() || address.isMulticastAddress()) {
      return false;
    }
    return address instanceof Inet4Address ? isPublic4(address.getAddress()) : isPublic6(address.getAddress());
  }

  private static boolean isPublic4(byte[] bytes) {
    int first = bytes[0] & 0xff;
    int second = bytes[1] & 0xff;
    boolean thisNetwork = first == 0;
    boolean loopback = first == 127;
    boolean shared = first == 100 && (second & 0xc0) == 64;
    boolean protocols = first == 192 && second == 0 && bytes[2] == 0;
    boolean benchmarks = first == 198 && (second & 0xfe) == 18;
    boolean reserved = first >= 240;
    return !(thisNetwork || loopback || shared || protocols || benchmarks || reserved);
  }

  private static boolean isPublic6(byte[] bytes) {
    boolean uniqueLocal = (bytes[0] & 0xfe) == 0xfc;
    if (uniqueLocal) {
      return false;
    }
    // Addresses that carry an IPv4 address lead there.
    if (bytes[0] == 0x20 && bytes[1] == 0x02) {
      return isPublicInside(bytes, 2);
    }
    boolean translated = bytes[0] == 0 && bytes[1] == 0x64 && (bytes[2] & 0xff) == 0xff && (bytes[3] & 0xff) == 0x9b;
    boolean compatible = allZero(bytes, 12);
    return !(translated || compatible) || isPublicInside(bytes, 12);
  }

  private static boolean isPublicInside(byte[] bytes, int from) {
    try {
      return isPublic(InetAddress.getByAddress(Arrays.copyOfRange(bytes, from, from + 4)));
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException("four bytes are an address", impossible);
    }
  }

  private static boolean allZero(byte[] bytes, int count) {
    for (int index = 0; index < count; index++) {
      if (bytes[index] != 0) {
        return false;
      }
    }
    return true;
  }
}
