package dev.claudeworker.bench;

import java.time.Duration;

/**
 * How much is measured.
 *
 * @param small whether a few seconds must do, as beside every run of the tests: enough to see that everything still can be measured,
 *     and a ratio that is far off
 */
record Scale(boolean small) {

  int of(int full, int few) {
    return small ? few : full;
  }

  Duration of(Duration full, Duration brief) {
    return small ? brief : full;
  }
}
