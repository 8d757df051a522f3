package dev.claudeworker.tool;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * Where a store is to be moved to, as users of psql write it.
 *
 * @param url for the storage: without a password
 */
record TargetAddress(String url) {

  /** Reads {@code postgres://[USER@]HOST[:PORT]/DATABASE[?...]}, or the same as a JDBC URL. */
  static TargetAddress of(String text) throws ToolRefusal {
    String plain = text.startsWith("jdbc:") ? text.substring("jdbc:".length()) : text;
    if (!plain.matches("postgres(ql)?://.+")) {
      throw noAddress();
    }
    try {
      URI uri = new URI(plain);
      String user = Optional.ofNullable(uri.getUserInfo()).orElse("");
      if (user.contains(":") || (uri.getQuery() != null && uri.getQuery().contains("password="))) {
        throw new ToolRefusal(ToolRefusal.USAGE,
            "the address has a password in it, which everybody on this machine can read among the processes",
            "Leave it out and put it into ~/.pgpass (mode 0600), PGPASSFILE, or a file that "
                + "plugins.storage-postgres.password_file names.");
      }
      String host = Optional.ofNullable(uri.getRawAuthority()).orElse("");
      if (host.isEmpty() || Optional.ofNullable(uri.getRawPath()).orElse("").length() < 2) {
        throw noAddress();
      }
      String place = "jdbc:postgresql://" + host.substring(host.lastIndexOf('@') + 1) + uri.getRawPath();
      String query = Optional.ofNullable(uri.getRawQuery()).orElse("");
      String login = user.isEmpty() ? "" : "user=" + URLEncoder.encode(user, StandardCharsets.UTF_8);
      String options = query.isEmpty() || login.isEmpty() ? query + login : query + "&" + login;
      return new TargetAddress(options.isEmpty() ? place : place + "?" + options);
    } catch (URISyntaxException wrong) {
      throw noAddress();
    }
  }

  private static ToolRefusal noAddress() {
    return new ToolRefusal(ToolRefusal.USAGE, "that is no address of a PostgreSQL database",
        "Write --to postgres://USER@HOST:PORT/DATABASE; characters such as blanks are written as %20.");
  }

  /** What the configuration says about it. */
  Map<String, String> keys() {
    return Map.of("storage.type", "postgres", "storage.database", url);
  }
}
