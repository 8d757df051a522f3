package dev.claudeworker.plugins;

import java.util.Locale;

/** Whether a plugin can be used. */
public enum PluginState {
  /** Loaded; what it provides is registered. */
  ACTIVE,
  /** Switched off by a person; nothing of it is loaded. */
  DISABLED,
  /** Reported and skipped; the description's last error says why. */
  FAILED;

  private final String word = name().toLowerCase(Locale.ROOT);

  /** The word for interfaces. */
  public String word() {
    return word;
  }
}
