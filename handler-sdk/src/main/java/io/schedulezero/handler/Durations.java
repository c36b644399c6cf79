package io.schedulezero.handler;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The one way in which durations are written in annotations, arguments and configuration: a number
 * with a unit ({@code 250ms}, {@code 10s}, {@code 5m}, {@code 1h}, {@code 2d}), or ISO 8601 ({@code
 * PT1H30M}).
 *
 * <pre>{@code
 * Durations.parse("90s"); // PT1M30S
 * }</pre>
 */
public final class Durations {
  /** What is accepted, as a regular expression that JSON Schema understands too. */
  static final String PATTERN =
      "^([0-9]{1,15}(ms|s|m|h|d)"
          + "|[-+]?P(-?[0-9]{1,15}D)?"
          + "(T(-?[0-9]{1,19}H)?(-?[0-9]{1,19}M)?(-?[0-9]{1,19}([.][0-9]{1,9})?S)?)?)$";

  /** What is accepted, in words. */
  static final String ALLOWED = "a duration such as 250ms, 10s, 5m, 1h, 2d or PT1H30M";

  private static final Pattern SHORT = Pattern.compile("([0-9]{1,15})(ms|s|m|h|d)");
  private static final Pattern ANY = Pattern.compile(PATTERN);

  private Durations() {}

  /**
   * Reads a duration in either form. ISO durations may be negative.
   *
   * @throws IllegalArgumentException if {@code text} is not a duration, or too long for one
   */
  public static Duration parse(String text) {
    if (!ANY.matcher(text).matches()) {
      throw notADuration(text, null);
    }
    try {
      Matcher form = SHORT.matcher(text);
      return form.matches()
          ? of(Long.parseLong(form.group(1)), form.group(2))
          : Duration.parse(text);
    } catch (DateTimeException | ArithmeticException e) {
      throw notADuration(text, e);
    }
  }

  private static Duration of(long amount, String unit) {
    return switch (unit) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      default -> Duration.ofDays(amount);
    };
  }

  private static IllegalArgumentException notADuration(String text, @Nullable Exception cause) {
    return new IllegalArgumentException(Shown.text(text) + " is not " + ALLOWED, cause);
  }
}
