package io.schedulezero.cli;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Durations as people write them: {@code 250ms}, {@code 10s}, {@code 5m}, {@code 1h}, {@code 2d},
 * or ISO 8601.
 */
final class Lengths {
  private static final Duration LONGEST = Duration.ofDays(10_000);
  private static final Pattern SHORT = Pattern.compile("(\\d{1,12})(ms|s|m|h|d)");
  private static final Map<String, ChronoUnit> UNITS =
      Map.of(
          "ms",
          ChronoUnit.MILLIS,
          "s",
          ChronoUnit.SECONDS,
          "m",
          ChronoUnit.MINUTES,
          "h",
          ChronoUnit.HOURS,
          "d",
          ChronoUnit.DAYS);

  private Lengths() {}

  static Duration read(String option, String text) {
    try {
      Matcher matcher = SHORT.matcher(text);
      Duration length =
          matcher.matches()
              ? Duration.of(
                  Long.parseLong(matcher.group(1)),
                  UNITS.getOrDefault(matcher.group(2), ChronoUnit.SECONDS))
              : Duration.parse(text);
      if (!length.isNegative() && length.compareTo(LONGEST) <= 0) {
        return length;
      }
    } catch (DateTimeException | ArithmeticException e) {
      throw wrong(option, text, e);
    }
    throw wrong(option, text, null);
  }

  private static CommandFailed wrong(String option, String text, @Nullable Throwable cause) {
    CommandFailed failed =
        CommandFailed.usage(
            option
                + ": \""
                + Text.oneLine(text)
                + "\" is no duration; allowed are 250ms, 10s, 5m, 1h, 2d, or PT1M30S; at most 10000d.");
    failed.initCause(cause);
    return failed;
  }
}
