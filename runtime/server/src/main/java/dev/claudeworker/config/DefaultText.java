package dev.claudeworker.config;

import java.time.Duration;

/** Writes the defaults that other parts define as they would stand in a configuration file. */
final class DefaultText {

  private DefaultText() {}

  static String of(Duration duration) {
    return duration.toMillis() % 1000 == 0 ? duration.toSeconds() + "s" : duration.toMillis() + "ms";
  }

  static String of(long number) {
    return Long.toString(number);
  }

  static String of(double number) {
    return Double.toString(number);
  }
}
