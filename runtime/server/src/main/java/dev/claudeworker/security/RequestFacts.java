package dev.claudeworker.security;

import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * What the guard looks at.
 *
 * @param method the HTTP method, upper case
 * @param open whether the route is open to all
 * @param hosts all {@code Host} headers
 * @param origins all {@code Origin} headers
 * @param browserMarks whether there is any {@code Sec-Fetch-*} header
 * @param forwarded whether a proxy says that it forwards the request of somebody else
 * @param contentType the media type of the body, without parameters, lower case
 * @param hasBody whether the request announces a body
 * @param authorization all {@code Authorization} headers
 * @param apiTokens all {@code X-API-Token} headers
 * @param localAddress the address the connection came in on, as a literal without brackets
 * @param ownUser whether the other end of the connection is on this machine and belongs to the server's own user; asked only
 *     when it matters, may block
 */
public record RequestFacts(
    String method,
    boolean open,
    List<String> hosts,
    List<String> origins,
    boolean browserMarks,
    boolean forwarded,
    Optional<String> contentType,
    boolean hasBody,
    List<String> authorization,
    List<String> apiTokens,
    String localAddress,
    BooleanSupplier ownUser) {

  boolean changesState() {
    return switch (method) {
      case "GET", "HEAD", "OPTIONS", "TRACE" -> false;
      default -> true;
    };
  }
}
