package io.schedulezero.input;

import io.schedulezero.handler.Durations;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Values that are written as text. Each throws {@link IllegalArgumentException} with what is
 * allowed.
 */
public final class Texts {
  private static final int FIRST_YEAR = 1970;
  private static final int LAST_YEAR = 9999;
  private static final String INSTANT =
      "an RFC 3339 instant such as 2026-12-01T09:00:00+01:00, of the years "
          + FIRST_YEAR
          + " to "
          + LAST_YEAR;

  private static final Duration LONGEST = Duration.ofDays(10_000);
  private static final String DURATION =
      "a duration such as 250ms, 10s, 5m, 1h, 2d or PT1H30M, zero or more, at most 10000d";

  private Texts() {}

  static Duration duration(String text) {
    Duration length;
    try {
      length = Durations.parse(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(DURATION, e);
    }
    if (length.isNegative() || length.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(DURATION);
    }
    return length;
  }

  public static Instant instant(String text) {
    OffsetDateTime time;
    try {
      time = OffsetDateTime.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(INSTANT, e);
    }
    int year = time.toInstant().atOffset(java.time.ZoneOffset.UTC).getYear();
    if (year < FIRST_YEAR || year > LAST_YEAR) {
      throw new IllegalArgumentException(INSTANT);
    }
    return time.toInstant();
  }

  public static LocalDate date(String text) {
    String allowed = "a date such as 2026-12-24, of the years " + FIRST_YEAR + " to " + LAST_YEAR;
    LocalDate date;
    try {
      date = LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(allowed, e);
    }
    if (date.getYear() < FIRST_YEAR || date.getYear() > LAST_YEAR) {
      throw new IllegalArgumentException(allowed);
    }
    return date;
  }

  static LocalTime time(String text) {
    try {
      if (text.length() <= "HH:MM:SS".length()) {
        return LocalTime.parse(text);
      }
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("a time of day such as 08:30 or 08:30:15", e);
    }
    throw new IllegalArgumentException("a time of day such as 08:30 or 08:30:15");
  }

  static ZoneId zone(String text) {
    try {
      return ZoneId.of(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "a time zone such as UTC, Europe/Berlin or +02:00"
              + Nearest.to(text, ZoneId.getAvailableZoneIds())
                  .map(name -> "; did you mean " + name + "?")
                  .orElse(""),
          e);
    }
  }

  public static DayOfWeek weekday(String text) {
    for (DayOfWeek day : DayOfWeek.values()) {
      if (name(day).equalsIgnoreCase(text)) {
        return day;
      }
    }
    throw new IllegalArgumentException("days such as mon, tue, wed, thu, fri, sat, sun");
  }

  /** {@code mon}. */
  public static String name(DayOfWeek day) {
    return day.name().substring(0, 3).toLowerCase(Locale.ROOT);
  }

  /** {@code fire_once}. */
  public static String name(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  public static <E extends Enum<E>> E choice(String text, Class<E> type) {
    for (E value : type.getEnumConstants()) {
      if (name(value).equals(text)) {
        return value;
      }
    }
    throw new IllegalArgumentException(
        "one of "
            + Arrays.stream(type.getEnumConstants())
                .map(Texts::name)
                .collect(Collectors.joining(", ")));
  }
}
