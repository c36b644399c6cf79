package io.schedulezero.handler;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The one way in which durations are written in annotations, arguments, requests and configuration:
 * a whole number with a unit ({@code 250ms}, {@code 10s}, {@code 5m}, {@code 1h}, {@code 2d}), or
 * ISO 8601 ({@code PT1H30M}) as {@link Duration#parse} reads it.
 *
 * <pre>{@code
 * Durations.parse("90s"); // PT1M30S
 * }</pre>
 */
public final class Durations {
  /** What is accepted, as a regular expression that JSON Schema understands too. */
  static final String PATTERN =
      "^([0-9]{1,15}(ms|s|m|h|d)"
          + "|[-+]?[Pp]([-+]?[0-9]+[Dd])?"
          + "([Tt]([-+]?[0-9]+[Hh])?([-+]?[0-9]+[Mm])?([-+]?[0-9]+([.,][0-9]{0,9})?[Ss])?)?)$";

  /** What is accepted, in words. */
  static final String ALLOWED = "a duration such as 250ms, 10s, 5m, 1h, 2d or PT1H30M";

  private static final Pattern SHORT = Pattern.compile("([0-9]{1,15})(ms|s|m|h|d)");
  private static final Duration LONGEST_SHORT = Duration.ofMillis(999_999_999_999_999L);
  private static final Map<String, ChronoUnit> UNITS = units();

  private Durations() {}

  /** The longest first. */
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
   * Reads a duration in either form. ISO durations may be negative.
   *
   * @throws IllegalArgumentException if {@code text} is not a duration, or too long for one
   */
  public static Duration parse(String text) {
    try {
      Matcher form = SHORT.matcher(text);
      return form.matches()
          ? Duration.of(
              Long.parseLong(form.group(1)), Objects.requireNonNull(UNITS.get(form.group(2))))
          : Duration.parse(text);
    } catch (DateTimeException | ArithmeticException e) {
      throw new IllegalArgumentException(Shown.text(text) + " is not " + ALLOWED, e);
    }
  }

  /**
   * What {@link #parse} reads as the same duration: the short form with the longest unit that is
   * exact, ISO 8601 where there is none.
   */
  public static String format(Duration duration) {
    if (duration.isZero()) {
      return "0s";
    }
    boolean isShort = !duration.isNegative() && duration.compareTo(LONGEST_SHORT) <= 0;
    if (isShort && duration.toNanosPart() % 1_000_000 == 0) {
      for (Map.Entry<String, ChronoUnit> unit : UNITS.entrySet()) {
        long size = unit.getValue().getDuration().toMillis();
        if (duration.toMillis() % size == 0) {
          return duration.toMillis() / size + unit.getKey();
        }
      }
    }
    return duration.toString();
  }
}
