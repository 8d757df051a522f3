package dev.claudeworker.plugin.desktop;

import dev.claudeworker.spi.ConfigKey;
import dev.claudeworker.spi.ConfigSchema;
import dev.claudeworker.spi.ConfigType;
import dev.claudeworker.spi.ErrorCode;
import dev.claudeworker.spi.PluginConfig;
import dev.claudeworker.spi.WorkerException;
import dev.claudeworker.spi.notify.EventSelection;
import dev.claudeworker.spi.task.EventTypes;
import java.time.Duration;
import java.util.List;

/**
 * The section {@code plugins.notify-desktop} of the configuration.
 *
 * @param enabled whether messages are shown
 * @param events which events
 * @param timeout how long the program that shows a message may take
 */
record DesktopConfig(boolean enabled, EventSelection events, Duration timeout) {

  /** What ends or stops: a message at every start would only disturb. */
  static final EventSelection DEFAULT_EVENTS = EventSelection.of(
      EventTypes.TASK_COMPLETED, EventTypes.TASK_FAILED, EventTypes.GATE_CLOSED, EventTypes.ORCHESTRATION_COMPLETED,
      EventTypes.ORCHESTRATION_FAILED, EventTypes.ORCHESTRATION_TIMED_OUT);

  private static final ErrorCode INVALID = ErrorCode.configuration("invalid_desktop_setting");

  static final ConfigSchema SCHEMA = ConfigSchema.of(
      ConfigKey.withDefault("enabled", ConfigType.BOOLEAN, "false", "Whether messages are shown on the desktop."),
      ConfigKey.optional(
          "events", ConfigType.TEXT_LIST,
          "Which events: types such as task.failed, groups such as task.*, or *. If not set: "
              + String.join(", ", DEFAULT_EVENTS.entries()) + "."),
      ConfigKey.withDefault(
          "timeout", ConfigType.DURATION, "5s", "How long the program that shows a message may take.")
          .between(100, 60_000));

  static DesktopConfig from(PluginConfig config) {
    return new DesktopConfig(
        config.bool("enabled").orElseThrow(), events(config.texts("events")),
        config.duration("timeout").orElseThrow());
  }

  private static EventSelection events(List<String> entries) {
    try {
      return entries.isEmpty() ? DEFAULT_EVENTS : new EventSelection(entries);
    } catch (IllegalArgumentException unusable) {
      throw new WorkerException(INVALID, "plugins.notify-desktop.events cannot be used: " + unusable.getMessage() + ".",
          "Correct it and restart the server.", unusable);
    }
  }
}
