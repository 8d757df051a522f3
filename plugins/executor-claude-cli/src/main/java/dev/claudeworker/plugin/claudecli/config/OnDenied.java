package dev.claudeworker.plugin.claudecli.config;

import java.util.Locale;

/** What a tool call makes of a task that nobody has allowed. */
public enum OnDenied {
  /** The call is refused, and the task counts as done all the same. */
  WARN,
  /** The call is refused, and the task has failed. */
  FAIL,
  /** The task waits until a person allows it or does not. */
  ASK;

  /** How it is written in options. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static OnDenied of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
