package dev.claudeworker;

import java.util.List;

/**
 * All executors that one factory offers with its configuration.
 *
 * @param factory the factory's name
 * @param executors its own executor first, then those that the configuration names
 */
record ConfiguredExecutors(String factory, List<PluginExecutors.Configured> executors) {

  ConfiguredExecutors {
    executors = List.copyOf(executors);
  }
}
