package dev.claudeworker.config;

import static dev.claudeworker.spi.ConfigKey.optional;
import static dev.claudeworker.spi.ConfigKey.withDefault;
import static dev.claudeworker.spi.ConfigType.BOOLEAN;
import static dev.claudeworker.spi.ConfigType.DURATION;
import static dev.claudeworker.spi.ConfigType.INTEGER;
import static dev.claudeworker.spi.ConfigType.SIZE;
import static dev.claudeworker.spi.ConfigType.TEXT;
import static dev.claudeworker.spi.ConfigType.TEXT_LIST;

import dev.claudeworker.spi.ConfigKey;
import java.util.List;

/** Keys of the sections {@code server}, {@code security} and {@code storage}. */
final class ServerKeys {

  private static final long SECOND = 1_000;
  private static final long HOUR = 3_600_000;
  private static final long KIB = 1024;
  private static final long GIB = 1024 * 1024 * 1024;

  static final List<Key> KEYS = List.of(
      server(withDefault("host", TEXT, "127.0.0.1",
          "Address to listen on. Anything beyond loopback makes the access token necessary."))
          .variable("CLAUDE_WORKER_HOST")
          .flag("--host"),
      server(withDefault("port", INTEGER, "8000",
          "Port to listen on; 0 = the port of the last time if it is free, else any.").between(0, 65_535))
          .variable("CLAUDE_WORKER_PORT")
          .flag("--port"),
      server(optional("auto_port", BOOLEAN,
          "Whether to move on to the next free port if the port is taken. Without it: only if nobody chose the port."))
          .flag("--auto-port"),
      server(optional("name", TEXT,
          "What people call this server, beside others on one storage. Without it: the name of the machine.")),
      server(optional("labels", TEXT_LIST,
          "What this server offers, as NAME=VALUE: tasks that require labels run only where all of them are.")),
      server(optional("advertise", TEXT,
          "The address at which other servers reach this one, for example http://worker-1:8000. Without it: its own"
              + " address and port.")),
      server(withDefault("max_body", SIZE, "32MB",
          "Largest request body; a prompt may need more bytes in JSON than it has.").between(KIB, GIB)),
      server(optional("allowed_hosts", TEXT_LIST,
          "Names by which clients may call the server in the Host header, beside localhost and its own address.")),
      server(optional("allowed_origins", TEXT_LIST,
          "Origins of web pages that may call the server, beside its own, for example http://localhost:3000.")),
      server(withDefault("idle_timeout", DURATION, "60s",
          "A connection on which nothing happens, or no further request comes, for so long is closed.")
          .between(SECOND, HOUR)),
      server(withDefault("request_timeout", DURATION, "30s",
          "How long a client may take to send a request body.").between(SECOND, HOUR)),
      server(withDefault("header_timeout", DURATION, "10s",
          "How long a new connection may take to send the head of its first request.").between(SECOND, HOUR)),
      server(withDefault("max_header", SIZE, "16KB",
          "Most bytes in the headers of a request, and in its first line.").between(KIB, 1024 * KIB)),
      server(withDefault("max_connections", INTEGER, "4000",
          "Most connections at once; more are closed as they come.").between(10, 100_000)),
      server(withDefault("send_buffer", SIZE, "256KB",
          "How much of an answer the system keeps for a client that takes it slowly.")
          .between(4 * KIB, 16 * 1024 * KIB)),
      server(withDefault("max_streams", INTEGER, "1000", "Most live streams at once.").between(1, 100_000)),
      server(withDefault("stream_keep_alive", DURATION, "15s",
          "A live stream on which nothing happens sends a sign of life so often.").between(SECOND, HOUR)),
      server(withDefault("stream_write_timeout", DURATION, "10s",
          "A live stream whose reader takes nothing for so long is closed.").between(SECOND, HOUR)),
      server(withDefault("stop_timeout", DURATION, "30s",
          "How long a stop waits for running tasks if it is asked to.").between(0, 24 * HOUR)),
      security(withDefault("auth", TEXT, "local",
          "local = programs of the same user on this machine need no token; token = everyone does.")
          .oneOf("local", "token")),
      security(optional("access_token", TEXT,
          "The access token, instead of the one in the file 'token'. Everyone then needs it.").asSecret())
          .variable("CLAUDE_WORKER_ACCESS_TOKEN"),
      Key.of("storage", withDefault("type", TEXT, "h2", "Name of the storage that keeps everything.")),
      Key.of("storage", optional("database", TEXT,
          "Where the storage keeps its data: a path (~ is expanded), or postgres://HOST/DATABASE or a JDBC URL.")
          .asSecret())
          .variable("CLAUDE_WORKER_DB"));

  private ServerKeys() {}

  private static Key server(ConfigKey key) {
    return Key.of("server", key);
  }

  private static Key security(ConfigKey key) {
    return Key.of("security", key);
  }
}
