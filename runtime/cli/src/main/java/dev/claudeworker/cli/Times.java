package dev.claudeworker.cli;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;

/** Times, durations and amounts as people read them. */
final class Times {

  private static final BigDecimal CENT = new BigDecimal("0.01");

  private Times() {}

  /** For example {@code 45s}, {@code 3m 05s}, {@code 2h 10m}, {@code 4d 3h}. */
  static String duration(Duration duration) {
    Duration shown = duration.isNegative() ? Duration.ZERO : duration;
    if (shown.toSeconds() < 10 && shown.toMillis() > 0) {
      return shown.toMillis() / 1000 + "." + shown.toMillisPart() / 100 + "s";
    }
    if (shown.toMinutes() < 1) {
      return shown.toSeconds() + "s";
    }
    if (shown.toHours() < 1) {
      return shown.toMinutes() + "m " + twoDigits(shown.toSecondsPart()) + "s";
    }
    if (shown.toDays() < 1) {
      return shown.toHours() + "h " + twoDigits(shown.toMinutesPart()) + "m";
    }
    return shown.toDays() + "d " + shown.toHoursPart() + "h";
  }

  /** For example {@code 3m ago}. */
  static String age(Instant then, Instant now) {
    Duration age = Duration.between(then, now);
    return age.toSeconds() < 1 ? "just now" : coarse(age) + " ago";
  }

  /** For example {@code 15:04 (in 2h)}; with the date if it is not today. */
  static String until(Instant then, Instant now, ZoneId zone) {
    ZonedDateTime local = then.atZone(zone);
    boolean today = local.toLocalDate().equals(now.atZone(zone).toLocalDate());
    String clock = twoDigits(local.getHour()) + ":" + twoDigits(local.getMinute());
    String day = today ? "" : local.toLocalDate() + " ";
    Duration left = Duration.between(now, then);
    return day + clock + (left.isPositive() ? " (in " + coarse(left) + ")" : "");
  }

  /** Local date and time to the second. */
  static String moment(Instant then, ZoneId zone) {
    ZonedDateTime local = then.atZone(zone).truncatedTo(ChronoUnit.SECONDS);
    return local.toLocalDate() + " " + clock(then, zone);
  }

  /** Local time to the second. */
  static String clock(Instant then, ZoneId zone) {
    ZonedDateTime local = then.atZone(zone);
    return twoDigits(local.getHour()) + ":" + twoDigits(local.getMinute()) + ":" + twoDigits(local.getSecond());
  }

  /** For example {@code $0.12}; tiny amounts to the hundredth of a cent. */
  static String money(BigDecimal usd) {
    boolean tiny = usd.signum() > 0 && usd.compareTo(CENT) < 0;
    return "$" + usd.setScale(tiny ? 4 : 2, RoundingMode.HALF_UP).toPlainString();
  }

  /** For example {@code 950}, {@code 12.3k}, {@code 1.2M}. */
  static String amount(long number) {
    if (number < 1_000) {
      return Long.toString(number);
    }
    boolean thousands = number < 999_950;
    long tenths = Math.round(number / (thousands ? 100.0 : 100_000.0));
    return tenths / 10 + (tenths % 10 == 0 ? "" : "." + tenths % 10) + (thousands ? "k" : "M");
  }

  /** For example {@code 12 MB}. */
  static String bytes(long bytes) {
    if (bytes < 1 << 20) {
      return (bytes + 1023) / 1024 + " KB";
    }
    return bytes < 1L << 30 ? Math.round(bytes / 1048576.0) + " MB" : Math.round(bytes / 107374182.4) / 10.0 + " GB";
  }

  private static String coarse(Duration duration) {
    if (duration.toMinutes() < 1) {
      return Math.max(1, duration.toSeconds()) + "s";
    }
    if (duration.toHours() < 1) {
      return duration.toMinutes() + "m";
    }
    return duration.toDays() < 2 ? duration.toHours() + "h" : duration.toDays() + "d";
  }

  private static String twoDigits(int number) {
    return number < 10 ? "0" + number : Integer.toString(number);
  }
}
