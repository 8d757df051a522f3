package dev.claudeworker.cli;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a time as people write it: {@code 90}, {@code 90s}, {@code 10m}, {@code 1h30m}, {@code 2d}. */
final class DurationText implements ITypeConverter<Duration> {

  private static final Pattern FORM =
      Pattern.compile("(?:(\\d{1,6})d)?(?:(\\d{1,6})h)?(?:(\\d{1,6})m)?(?:(\\d{1,9})s?)?");

  @Override
  public Duration convert(String text) {
    Matcher matcher = FORM.matcher(text);
    if (text.isEmpty() || !matcher.matches()) {
      throw new TypeConversionException("'" + text + "' is not a time such as 90s, 10m or 2h");
    }
    return Duration.ofDays(number(matcher, 1))
        .plusHours(number(matcher, 2))
        .plusMinutes(number(matcher, 3))
        .plusSeconds(number(matcher, 4));
  }

  private static long number(Matcher matcher, int group) {
    String digits = matcher.group(group);
    return digits == null ? 0 : Long.parseLong(digits);
  }
}
