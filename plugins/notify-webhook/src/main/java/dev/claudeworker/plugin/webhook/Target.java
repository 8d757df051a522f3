package dev.claudeworker.plugin.webhook;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * Who is told.
 *
 * @param name what people call it
 * @param url where to post; works like a password for most services
 * @param template the form of the message
 * @param secret the key of the signature
 * @param headers more headers, which may hold secrets
 * @param filter what it is told
 * @param details whether it is told results and failures, or only that there are some
 */
record Target(
    String name,
    URI url,
    Template template,
    Optional<String> secret,
    Map<String, String> headers,
    TargetFilter filter,
    boolean details) {

  /** Copies the map. */
  Target {
    headers = Map.copyOf(headers);
  }

  /** Takes everything secret out of a text that came from elsewhere. */
  String mask(String text) {
    String masked = text.replace(url.toString(), "***").replace(url.getRawPath(), "***");
    for (String value : headers.values()) {
      masked = masked.replace(value, "***");
    }
    return secret.isPresent() ? masked.replace(secret.get(), "***") : masked;
  }

  /** Name and host: what may be shown. */
  @Override
  public String toString() {
    return name.equals(url.getHost()) ? name : name + " (" + url.getHost() + ")";
  }
}
