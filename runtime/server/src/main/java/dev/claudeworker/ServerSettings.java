package dev.claudeworker;

import dev.claudeworker.config.Configuration;
import dev.claudeworker.config.CoreConfiguration;
import dev.claudeworker.config.Layer;
import dev.claudeworker.config.Section;
import dev.claudeworker.home.HomeDirectory;
import dev.claudeworker.http.HttpSettings;
import dev.claudeworker.http.OrchestrationDefaults;
import dev.claudeworker.http.TaskDefaults;
import dev.claudeworker.logging.LogSettings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.Set;

/** Hands the configuration to the parts of the server in their own words. */
final class ServerSettings {

  private ServerSettings() {}

  static HttpSettings http(Configuration configuration) {
    Section server = configuration.section("server");
    return new HttpSettings(
        server.sizeBytes("max_body"),
        server.duration("idle_timeout"),
        server.duration("request_timeout"),
        server.integer("max_streams"),
        server.duration("stream_keep_alive"),
        server.duration("stream_write_timeout"));
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

  static LogSettings log(Configuration configuration, HomeDirectory home) {
    Section log = configuration.section("log");
    return new LogSettings(
        log.optionalPath("directory").orElse(home.logs()),
        log.text("level"),
        log.sizeBytes("max_size"),
        log.integer("max_files"));
  }

  /** The names by which the server may be called. */
  static Set<String> hostNames(Configuration configuration) {
    Section server = configuration.section("server");
    Set<String> names = new HashSet<>(server.texts("allowed_hosts"));
    names.addAll(Set.of("localhost", "127.0.0.1", "::1"));
    names.add(server.text("host"));
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

  /** Whether a person chose the port; if not, a restarted server prefers the port of the last time. */
  static boolean isPortChosen(Configuration configuration) {
    return configuration.origin("server.port").layer() != Layer.DEFAULT
        && configuration.section("server").integer("port") != 0;
  }
}
