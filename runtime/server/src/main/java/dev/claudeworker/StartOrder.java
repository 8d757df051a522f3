package dev.claudeworker;

import dev.claudeworker.config.Configuration;
import dev.claudeworker.home.HomeDirectory;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

/**
 * All that a server is started from.
 *
 * @param home its home
 * @param configuration its configuration
 * @param environment the environment of the process; holds secrets
 * @param userHome what {@code ~} stands for
 * @param processStarted when the process began
 * @param listens whether it is to be reached by the network
 */
record StartOrder(
    HomeDirectory home, Configuration configuration, Map<String, String> environment, Path userHome,
    Instant processStarted, boolean listens) {

  StartOrder {
    environment = Map.copyOf(environment);
  }

  /** Without the environment. */
  @Override
  public String toString() {
    return "StartOrder[" + home.path() + "]";
  }
}
