package dev.claudeworker.plugin.postgres;

import dev.claudeworker.plugin.postgres.PostgresSettings.Limits;
import dev.claudeworker.spi.ErrorCode;
import dev.claudeworker.spi.WorkerException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.postgresql.Driver;

/**
 * Where the database is, and how connections to it are made.
 *
 * @param url for the driver
 * @param place the same for people: host, port and database, nothing secret
 * @param login who logs in, and the options of TLS
 * @param settings the configuration
 */
record PostgresAddress(String url, String place, Properties login, PostgresSettings settings) {

  private static final ErrorCode BAD_URL = ErrorCode.configuration("storage_database");
  private static final Duration SOCKET_RESERVE = Duration.ofSeconds(10);

  static PostgresAddress of(PostgresSettings settings) {
    String text = settings.url()
        .orElseThrow(() -> new WorkerException(
            BAD_URL,
            "the storage postgres is chosen, but not where its database is",
            "set storage.database to jdbc:postgresql://HOST:PORT/DATABASE"));
    String url = text.replaceFirst("^(postgres|postgresql)://", "jdbc:postgresql://");
    // What stands before an '@' is a user and perhaps a password, which the driver would take for a host, and log.
    boolean understood = url.startsWith("jdbc:postgresql:") && !url.split("\\?", 2)[0].contains("@");
    Properties parsed = understood ? Driver.parseURL(url, new Properties()) : null;
    if (parsed == null) {
      throw new WorkerException(
          BAD_URL,
          "storage.database is no address that the storage postgres understands",
          "write jdbc:postgresql://HOST:PORT/DATABASE, and user and password as plugins.storage-postgres.user and "
              + ".password");
    }
    List<Host> hosts = hosts(parsed);
    String place = hosts.stream().map(Host::toString).collect(Collectors.joining(",")) + "/"
        + parsed.getProperty("PGDBNAME");
    Properties login = login(settings, parsed, hosts);
    login.setProperty("targetServerType", wanted(parsed, hosts));
    return new PostgresAddress(url, place, login, settings);
  }

  private record Host(String name, String port) {

    @Override
    public String toString() {
      return name + ":" + port;
    }
  }

  /** A primary and its standbys, in the order in which they are tried. */
  private static List<Host> hosts(Properties parsed) {
    String[] names = parsed.getProperty("PGHOST").split(",");
    String[] ports = parsed.getProperty("PGPORT").split(",");
    return IntStream.range(0, names.length).mapToObj(index -> new Host(names[index], ports[index])).toList();
  }

  /** Of several hosts the one that takes writes. In the words of psql, which the driver does not know; its own win. */
  private static String wanted(Properties parsed, List<Host> hosts) {
    String asked = parsed.getProperty("target_session_attrs", hosts.size() > 1 ? "read-write" : "any");
    return switch (asked) {
      case "any" -> "any";
      case "read-write", "primary" -> "primary";
      default -> throw new WorkerException(
          BAD_URL,
          "storage.database asks for a host that is target_session_attrs=" + asked + ", and a server must write",
          "write target_session_attrs=read-write, or leave it out");
    };
  }

  private static Properties login(PostgresSettings settings, Properties parsed, List<Host> hosts) {
    var login = new Properties();
    settings.user().ifPresent(user -> login.setProperty("user", user));
    password(settings, parsed, hosts).ifPresent(password -> login.setProperty("password", password));
    settings.sslMode().ifPresent(mode -> login.setProperty("sslmode", mode));
    settings.sslRootCertificate().ifPresent(file -> login.setProperty("sslrootcert", file.toString()));
    return login;
  }

  /** Without any of ours the driver itself looks into PGPASSFILE and ~/.pgpass. */
  private static Optional<String> password(PostgresSettings settings, Properties parsed, List<Host> hosts) {
    String user = settings.user().orElse(parsed.getProperty("user", System.getProperty("user.name", "")));
    return settings.password()
        .or(() -> settings.passwordFile().map(PasswordFile::content))
        .or(() -> settings.passFile()
            .flatMap(file -> hosts.stream()
                .flatMap(host -> PasswordFile
                    .find(file, host.name, host.port, parsed.getProperty("PGDBNAME"), user)
                    .stream())
                .findFirst()));
  }

  /** Connections for daily work, whose statements are all limited in time. */
  PostgresSource source() {
    Limits limits = settings.limits();
    Properties properties = connecting();
    // Rows of a batch travel in few statements.
    properties.setProperty("reWriteBatchedInserts", "true");
    properties.setProperty("socketTimeout", Long.toString(limits.statement().plus(SOCKET_RESERVE).toSeconds()));
    if (settings.pooler()) {
      // The next transaction may run over another connection, which knows no statement that was prepared before.
      properties.setProperty("prepareThreshold", "0");
    } else {
      properties.setProperty("options",
          "-c statement_timeout=" + limits.statement().toMillis() + " -c lock_timeout=" + limits.lock().toMillis()
              + " -c idle_in_transaction_session_timeout=" + limits.idle().toMillis());
    }
    return new PostgresSource(url, properties);
  }

  /** Connections for migrations, which take as long as they take. */
  PostgresSource unlimited() {
    Properties properties = connecting();
    if (settings.pooler()) {
      properties.setProperty("prepareThreshold", "0");
    }
    return new PostgresSource(url, properties);
  }

  private Properties connecting() {
    var properties = new Properties();
    properties.putAll(login);
    properties.setProperty("ApplicationName", "claude-worker");
    properties.setProperty("tcpKeepAlive", "true");
    properties.setProperty("connectTimeout", Long.toString(settings.limits().connect().toSeconds()));
    return properties;
  }

  /** Nothing secret. */
  @Override
  public String toString() {
    return place;
  }
}
