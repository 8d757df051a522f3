package dev.claudeworker.cli.client;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Finds the server: the one that the environment names, else the one that the home's {@code server.json} describes. */
public final class ServerLocator {

  /** Names the server; nothing is started then. */
  public static final String URL_VARIABLE = "CLAUDE_WORKER_SERVER_URL";

  private static final String TOKEN_VARIABLE = "CLAUDE_WORKER_ACCESS_TOKEN";
  private static final String IF_NAMED =
      URL_VARIABLE + " names it: correct that, or start the server there; unset it to use the server of this home.";
  private static final Duration HEALTH_PATIENCE = Duration.ofSeconds(2);

  private final Map<String, String> environment;
  private final Home home;

  /**
   * Creates a locator.
   *
   * @param environment the environment of this process
   * @param home the home
   */
  public ServerLocator(Map<String, String> environment, Home home) {
    this.environment = environment;
    this.home = home;
  }

  /** Whether the environment names a server, so that none is started. */
  public boolean isNamed() {
    return !environment.getOrDefault(URL_VARIABLE, "").isBlank();
  }

  /**
   * Finds the server.
   *
   * @return its API; empty if none runs. A server that the environment names is not asked whether it is there
   */
  public Optional<ServerApi> find() {
    if (isNamed()) {
      String named = environment.getOrDefault(URL_VARIABLE, "").strip().replaceFirst("/+$", "");
      return Optional.of(api(named.contains("://") ? named : "http://" + named));
    }
    return home.serverRecord().flatMap(this::verified);
  }

  /** The API of a server whose record is not stale. */
  private Optional<ServerApi> verified(ServerRecord record) {
    ServerApi api = api(record.url());
    // The usual case needs no request. Otherwise (a server in a container, a clock that jumped, a stale file) it must say
    // itself that it is the one, before it is told a token.
    boolean usual = record.process().isPresent() && listens(record);
    return usual || saysItIs(record) ? Optional.of(api) : Optional.empty();
  }

  /** A server that was killed a moment ago may still have its process, but no longer its port. */
  private static boolean listens(ServerRecord record) {
    URI address = URI.create(record.url());
    try (var socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(address.getHost().replaceAll("[\\[\\]]", ""), record.port()),
          (int) HEALTH_PATIENCE.toMillis());
      return true;
    } catch (IOException nobody) {
      return false;
    }
  }

  private static boolean saysItIs(ServerRecord record) {
    return !record.incarnation().isEmpty()
        && new ServerApi(record.url(), Optional.empty()).health("/health", HEALTH_PATIENCE)
            .map(health -> Fields.textOrEmpty(health, "incarnation").equals(record.incarnation()))
            .orElse(false);
  }

  private ServerApi api(String url) {
    Optional<String> given =
        Optional.ofNullable(environment.get(TOKEN_VARIABLE)).map(String::strip).filter(token -> !token.isEmpty());
    // The token of this machine's own server is nothing for another machine.
    Optional<String> token = given.isPresent() || !ServerApi.isOnThisMachine(url) ? given : home.token();
    return isNamed() ? new ServerApi(url, token, IF_NAMED) : new ServerApi(url, token);
  }
}
