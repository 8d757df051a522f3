package dev.claudeworker;

import dev.claudeworker.config.Configuration;
import dev.claudeworker.config.Section;
import dev.claudeworker.home.SecretFile;
import dev.claudeworker.home.ServerFiles;
import dev.claudeworker.home.ServerRecord;
import dev.claudeworker.http.HttpListener;
import dev.claudeworker.http.RouteTable;
import dev.claudeworker.http.ServerFacts;
import dev.claudeworker.security.AccessToken;
import dev.claudeworker.security.AuthMode;
import dev.claudeworker.security.Caller;
import dev.claudeworker.security.HostNames;
import dev.claudeworker.security.OwnSockets;
import dev.claudeworker.security.RequestGuard;
import dev.claudeworker.security.TaskTokens;
import dev.claudeworker.spi.JsonCodec;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the network side and tells where it is. */
final class HttpStart {

  private static final Logger log = LoggerFactory.getLogger(HttpStart.class);

  private final StartOrder order;
  private final Configuration configuration;
  private final ServerFiles files;
  private final AccessSecrets secrets;
  private final TaskTokens taskTokens;
  private final OpenParts open;

  /**
   * Prepares it.
   *
   * @param order what the server is started from
   * @param files where it is told
   * @param secrets who may come in
   * @param taskTokens which tasks may come in
   * @param open takes what is to be closed
   */
  HttpStart(StartOrder order, ServerFiles files, AccessSecrets secrets, TaskTokens taskTokens, OpenParts open) {
    this.order = order;
    this.configuration = order.configuration();
    this.files = files;
    this.secrets = secrets;
    this.taskTokens = taskTokens;
    this.open = open;
  }

  /** Makes what takes connections; it takes none yet. */
  HttpListener listener(Vertx eventLoops, RouteTable routes, JsonCodec json) {
    var http = new HttpListener(eventLoops, routes, guard(), OwnSockets.ofThisMachine(),
        ServerSettings.http(configuration), json, UUID::randomUUID);
    open.add("http", http::stop);
    return http;
  }

  private RequestGuard guard() {
    Section security = configuration.section("security");
    boolean everyone = secrets.tokenIsConfigured() || security.text("auth").equals("token")
        || !ServerSettings.isLoopback(configuration.section("server").text("host"));
    return new RequestGuard(everyone ? AuthMode.TOKEN : AuthMode.LOCAL, token(), taskTokens,
        new HostNames(ServerSettings.hostNames(configuration)),
        ServerSettings.allowedOrigins(configuration),
        Caller.ofThisProcess());
  }

  /** The command line reads a rotated token from the file; without looking there too it could not even stop the server. */
  private AccessToken token() {
    return secrets.tokenIsConfigured() ? new AccessToken(secrets.token())
        : new AccessToken(secrets.token(), SecretFile.token(order.home())::findQuietly);
  }

  /** Takes connections from now on, at the first port that is free. */
  int listen(HttpListener http) throws IOException, InterruptedException {
    String host = configuration.section("server").text("host");
    List<Integer> ports = ServerSettings.ports(configuration, files.lastPort());
    for (int port : ports.subList(0, ports.size() - 1)) {
      try {
        return http.listen(host, port);
      } catch (IOException taken) {
        log.info("{}; trying the next one", taken.getMessage());
      }
    }
    return http.listen(host, ports.getLast());
  }

  /** Writes down where the server is, for those who look for it. */
  void publish(ServerFacts facts, int port, Instant now) throws IOException {
    String host = configuration.section("server").text("host");
    open.add("server.json", files::retract);
    files.publish(new ServerRecord(facts.pid(), host, port, facts.startedAt(), facts.incarnation(), facts.version()));
    long millis = Duration.between(order.processStarted(), now).toMillis();
    log.info("claude-worker {} is ready at http://{}:{} (home {}), ready in {} ms",
        facts.version(), host.contains(":") ? "[" + host + "]" : host, port, order.home().path(), millis);
  }
}
