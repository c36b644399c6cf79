package io.schedulezero.input;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations as people write them: {@code 250ms}, {@code 10s}, {@code 5m}, {@code 1h}, {@code 2d}.
 */
public final class Durations {
  static final Duration LONGEST = Duration.ofDays(10_000);
  static final String ALLOWED =
      "a duration such as 250ms, 10s, 5m, 1h, 2d or PT1M30S, zero or more, at most 10000d";

  private static final Pattern SHORT_FORM = Pattern.compile("([0-9]{1,15})(ms|s|m|h|d)");
  private static final Map<String, ChronoUnit> UNITS = units();

  private Durations() {}

  private static Map<String, ChronoUnit> units() {
    Map<String, ChronoUnit> units = new LinkedHashMap<>();
    units.put("d", ChronoUnit.DAYS);
    units.put("h", ChronoUnit.HOURS);
    units.put("m", ChronoUnit.MINUTES);
    units.put("s", ChronoUnit.SECONDS);
    units.put("ms", ChronoUnit.MILLIS);
    return units;
  }

  /**
   * Reads both forms.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static Duration parse(String text) {
    Duration value = read(text);
    if (value.isNegative() || value.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(ALLOWED);
    }
    return value;
  }

  private static Duration read(String text) {
    Matcher matcher = SHORT_FORM.matcher(text);
    try {
      if (matcher.matches()) {
        ChronoUnit unit = UNITS.getOrDefault(matcher.group(2), ChronoUnit.SECONDS);
        return Duration.of(Long.parseLong(matcher.group(1)), unit);
      }
      return Duration.parse(text);
    } catch (ArithmeticException | DateTimeException e) {
      throw new IllegalArgumentException(ALLOWED, e);
    }
  }

  /** The short form where it is exact, ISO 8601 where not. */
  public static String format(Duration duration) {
    if (duration.isZero()) {
      return "0s";
    }
    for (Map.Entry<String, ChronoUnit> unit : UNITS.entrySet()) {
      long size = unit.getValue().getDuration().toMillis();
      if (duration.toNanosPart() % 1_000_000 == 0 && duration.toMillis() % size == 0) {
        return duration.toMillis() / size + unit.getKey();
      }
    }
    return duration.toString();
  }
}
