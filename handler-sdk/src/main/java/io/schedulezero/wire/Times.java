package io.schedulezero.wire;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Times as they travel, such as {@code 2026-11-21T09:00:00.123Z}. Each run has one, and what is
 * read with {@link Instant#parse} costs as much as the rest of its message.
 */
final class Times {
  private static final String PATTERN = "0000-00-00T00:00:00";
  private static final int NANO_DIGITS = 9;
  private static final long SECONDS_A_DAY = 86_400;

  private Times() {}

  /** As {@link Instant#parse} does. */
  static Instant read(String text) {
    Instant usual = usual(text);
    return usual == null ? Instant.parse(text) : usual;
  }

  /** Null if it is not written as most are, or is no time. */
  private static @Nullable Instant usual(String text) {
    int end = text.length() - 1;
    if (end < PATTERN.length() || text.charAt(end) != 'Z' || !hasPattern(text)) {
      return null;
    }
    int hour = number(text, 11, 13);
    int minute = number(text, 14, 16);
    int second = number(text, 17, 19);
    int nanos = nanos(text, end);
    if (hour > 23 || minute > 59 || second > 59 || nanos < 0) {
      return null;
    }
    try {
      LocalDate date = LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10));
      long secondOfDay = (hour * 60L + minute) * 60 + second;
      return Instant.ofEpochSecond(date.toEpochDay() * SECONDS_A_DAY + secondOfDay, nanos);
    } catch (DateTimeException noDate) {
      return null;
    }
  }

  private static boolean hasPattern(String text) {
    for (int i = 0; i < PATTERN.length(); i++) {
      char wanted = PATTERN.charAt(i);
      char there = text.charAt(i);
      if (wanted == '0' ? !isDigit(there) : there != wanted) {
        return false;
      }
    }
    return true;
  }

  private static boolean isDigit(char there) {
    return there >= '0' && there <= '9';
  }

  private static int number(String text, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      number = 10 * number + text.charAt(i) - '0';
    }
    return number;
  }

  /** Of {@code .123}, or of nothing; negative if it is neither. */
  private static int nanos(String text, int end) {
    int from = PATTERN.length();
    if (from == end) {
      return 0;
    }
    int digits = end - from - 1;
    if (text.charAt(from) != '.' || digits < 1 || digits > NANO_DIGITS) {
      return -1;
    }
    for (int i = from + 1; i < end; i++) {
      if (!isDigit(text.charAt(i))) {
        return -1;
      }
    }
    int nanos = number(text, from + 1, end);
    for (int i = digits; i < NANO_DIGITS; i++) {
      nanos *= 10;
    }
    return nanos;
  }
}
