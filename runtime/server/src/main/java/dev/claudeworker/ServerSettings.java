package dev.claudeworker;

import dev.claudeworker.config.Configuration;
import dev.claudeworker.config.CoreConfiguration;
import dev.claudeworker.config.HostName;
import dev.claudeworker.config.Layer;
import dev.claudeworker.config.Section;
import dev.claudeworker.family.FamilyLimits;
import dev.claudeworker.health.HealthSettings;
import dev.claudeworker.home.HomeDirectory;
import dev.claudeworker.http.HttpSettings;
import dev.claudeworker.http.OrchestrationDefaults;
import dev.claudeworker.http.TaskAudience;
import dev.claudeworker.http.TaskDefaults;
import dev.claudeworker.logging.LogFormat;
import dev.claudeworker.logging.LogSettings;
import dev.claudeworker.mcp.ToolSettings;
import dev.claudeworker.mcp.WorkSettings;
import dev.claudeworker.metrics.MetricsSettings;
import dev.claudeworker.plugins.PluginFolder;
import dev.claudeworker.plugins.PluginSettings;
import dev.claudeworker.plugins.trust.TrustedKey;
import dev.claudeworker.retention.RawOutput;
import dev.claudeworker.retention.RetentionSettings;
import dev.claudeworker.spi.ErrorCode;
import dev.claudeworker.spi.JsonCodec;
import dev.claudeworker.spi.WorkerException;
import dev.claudeworker.tasklog.TaskLogFormat;
import dev.claudeworker.tasklog.TaskLogSettings;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;

/** Hands the configuration to the parts of the server in their own words. */
final class ServerSettings {

  private static final int NEXT_PORTS = 20;
  private static final int MAX_PORT = 65_535;

  private ServerSettings() {}

  static HttpSettings http(Configuration configuration) {
    Section server = configuration.section("server");
    return new HttpSettings(
        server.sizeBytes("max_body"),
        server.duration("idle_timeout"),
        server.duration("header_timeout"),
        server.duration("request_timeout"),
        Math.toIntExact(server.sizeBytes("max_header")),
        server.integer("max_connections"),
        Math.toIntExact(server.sizeBytes("send_buffer")),
        server.integer("max_streams"),
        streamKeepAlive(configuration),
        server.duration("stream_write_timeout"),
        allowedOrigins(configuration));
  }

  /** Pages that may call the server beside its own. */
  static Duration stopTimeout(Configuration configuration) {
    return configuration.section("server").duration("stop_timeout");
  }

  static Duration streamKeepAlive(Configuration configuration) {
    return configuration.section("server").duration("stream_keep_alive");
  }

  static Set<String> allowedOrigins(Configuration configuration) {
    return Set.copyOf(configuration.section("server").texts("allowed_origins"));
  }

  static TaskDefaults tasks(Configuration configuration) {
    Section task = configuration.section("task");
    return new TaskDefaults(
        task.text("executor"),
        task.text("default_model"),
        task.optionalPath("working_directory"),
        task.optionalDuration("timeout"),
        CoreConfiguration.retry(configuration),
        task.text("concurrency"),
        task.sizeBytes("max_prompt"),
        task.integer("max_labels"));
  }

  static OrchestrationDefaults orchestrations(Configuration configuration) {
    return new OrchestrationDefaults(
        CoreConfiguration.of(configuration).orchestration().limits(),
        configuration.section("orchestration").duration("timeout"),
        configuration.section("queue").integer("max_submission"));
  }

  static MetricsSettings metrics(Configuration configuration) {
    Section metrics = configuration.section("metrics");
    return new MetricsSettings(metrics.integer("max_codes"), metrics.integer("max_listed"));
  }

  static ToolSettings tools(Configuration configuration) {
    Section tools = configuration.section("tools");
    return new ToolSettings(
        tools.texts("offer"),
        tools.duration("call_timeout"),
        tools.sizeBytes("max_result"),
        tools.integer("calls_per_minute"),
        tools.integer("max_sessions"),
        tools.duration("session_idle"),
        tools.integer("max_resumable"),
        new WorkSettings(
            tools.bool("task_handles"),
            tools.duration("poll_interval"),
            tools.integer("max_followed"),
            tools.duration("answer_within")));
  }

  /** What tasks may create. */
  static FamilyLimits family(Configuration configuration) {
    Section tools = configuration.section("tools");
    return new FamilyLimits(tools.bool("for_tasks"), tools.integer("max_children"), tools.integer("max_depth"));
  }

  static TaskAudience taskAudience(Configuration configuration) {
    return new TaskAudience(configuration.section("tools").texts("expose"), family(configuration));
  }

  static HealthSettings health(Configuration configuration) {
    Section health = configuration.section("health");
    return new HealthSettings(health.sizeBytes("min_disk"), health.duration("timeout"));
  }

  static LogSettings log(Configuration configuration, HomeDirectory home) {
    Section log = configuration.section("log");
    return new LogSettings(
        log.optionalPath("directory").orElse(home.logs()),
        log.text("level"),
        LogFormat.valueOf(log.text("format").toUpperCase(Locale.ROOT)),
        log.sizeBytes("max_size"),
        log.integer("max_files"),
        keepDays(configuration.section("retention").duration("logs")));
  }

  static TaskLogSettings taskLogs(
      Configuration configuration, HomeDirectory home, Map<String, String> environment, JsonCodec json, ZoneId zone) {
    LogSettings log = log(configuration, home);
    boolean symbols = environment.getOrDefault("NO_COLOR", "").isEmpty();
    return new TaskLogSettings(
        configuration.section("log").bool("task_files"),
        log.directory().resolve(TaskLogSettings.FOLDER),
        log.format() == LogFormat.JSON ? new TaskLogFormat.Json(json) : new TaskLogFormat.Text(zone, symbols));
  }

  static RetentionSettings retention(Configuration configuration, HomeDirectory home) {
    Section retention = configuration.section("retention");
    return new RetentionSettings(
        retention.duration("tasks"),
        retention.duration("events"),
        retention.duration("attempts"),
        RawOutput.valueOf(retention.text("raw_output").toUpperCase(Locale.ROOT)),
        retention.duration("raw_output_after"),
        retention.duration("idempotency_keys"),
        retention.duration("logs"),
        log(configuration, home).directory().resolve(TaskLogSettings.FOLDER),
        retention.duration("interval"),
        retention.integer("batch"),
        retention.duration("pause"));
  }

  /** A part of a day counts as a whole one. */
  private static int keepDays(Duration keepFor) {
    return Math.toIntExact(keepFor.plusDays(1).minusMillis(1).toDays());
  }

  /** Where plugins come from and how they are run: what came with the installation, then what the user dropped in. */
  static PluginSettings plugins(StartOrder order) {
    Section plugins = order.configuration().section("plugins");
    List<PluginFolder> folders = new ArrayList<>();
    Optional.ofNullable(order.environment().get("CLAUDE_WORKER_INSTALL_DIR"))
        .ifPresent(directory -> folders.add(new PluginFolder(Path.of(directory).resolve("plugins"), true)));
    folders.add(new PluginFolder(order.home().plugins(), false));
    plugins.texts("dirs").forEach(directory -> folders.add(new PluginFolder(folder(order, directory), false)));
    return new PluginSettings(order.home().path(), folders, plugins.text("trust").equals("strict"),
        plugins.texts("trusted_keys").stream().map(ServerSettings::trustedKey).toList(),
        new PluginSettings.Limits(plugins.duration("start_timeout"), plugins.duration("call_limit"),
            plugins.duration("watch_interval")));
  }

  private static Path folder(StartOrder order, String written) {
    boolean inHome = written.equals("~") || written.startsWith("~/");
    Path path = inHome ? order.userHome().resolve(written.substring(Math.min(2, written.length()))) : Path.of(written);
    return order.home().path().resolve(path).normalize();
  }

  private static TrustedKey trustedKey(String written) {
    return TrustedKey.parse(written)
        .orElseThrow(() -> new WorkerException(
            ErrorCode.configuration("invalid_trusted_key"),
            "plugins.trusted_keys: '" + written + "' is not an Ed25519 key",
            "Write NAME=BASE64, the second part as in a PEM file of the public key, without its first and last line."));
  }

  /** The address at which other servers reach this one. */
  static String advertised(Configuration configuration, int port) {
    Section server = configuration.section("server");
    return server.optionalText("advertise").filter(text -> !text.isBlank()).orElseGet(() -> {
      String host = server.text("host");
      boolean everywhere = host.equals("0.0.0.0") || host.equals("::");
      String name = everywhere ? HostName.current() : host;
      return "http://" + (name.contains(":") ? "[" + name + "]" : name) + ":" + port;
    });
  }

  private static Optional<String> hostOf(String address) {
    try {
      return Optional.ofNullable(URI.create(address).getHost());
    } catch (IllegalArgumentException notAnAddress) {
      return Optional.empty();
    }
  }

  /** The names by which the server may be called. */
  static Set<String> hostNames(Configuration configuration) {
    Section server = configuration.section("server");
    Set<String> names = new HashSet<>(server.texts("allowed_hosts"));
    names.addAll(Set.of("localhost", "127.0.0.1", "::1"));
    names.add(server.text("host"));
    server.optionalText("advertise").flatMap(ServerSettings::hostOf).ifPresent(names::add);
    return names;
  }

  /** Whether only this machine can reach an address. */
  static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException _) {
      return false;
    }
  }

  /**
   * The ports to try in this order. One that nobody chose is the one of the last time if that is free, since children of an
   * earlier server look for it there; and if the usual one is taken, the next ones, and then any.
   */
  static List<Integer> ports(Configuration configuration, OptionalInt last) {
    Section server = configuration.section("server");
    int port = server.integer("port");
    boolean chosen = configuration.origin("server.port").layer() != Layer.DEFAULT && port != 0;
    List<Integer> ports = new ArrayList<>();
    if (!chosen) {
      last.ifPresent(ports::add);
    }
    ports.add(port);
    if (port != 0 && server.optionalBool("auto_port").orElse(!chosen)) {
      IntStream.rangeClosed(port + 1, Math.min(port + NEXT_PORTS, MAX_PORT)).forEach(ports::add);
      ports.add(0);
    }
    return ports.stream().distinct().toList();
  }
}
