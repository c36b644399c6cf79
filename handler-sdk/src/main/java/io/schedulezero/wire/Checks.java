package io.schedulezero.wire;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the records of this package allow. All refuse with {@link IllegalArgumentException}. */
final class Checks {
  /** The largest whole number that every language holds exactly. */
  static final long MAX_NUMBER = (1L << 53) - 1;

  private static final String RUN_DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";
  private static final int RUN_LENGTH = 13;
  private static final int MAX_NAME = 100;
  private static final int MAX_SHOWN = 40;

  private Checks() {}

  static void between(String key, long value, long min, long max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          key + " is " + value + "; it must be " + min + " to " + max);
    }
  }

  static void atLeast(String key, long value, long min) {
    between(key, value, min, MAX_NUMBER);
  }

  static void atLeast(String key, @Nullable Long value, long min) {
    if (value != null) {
      between(key, value, min, MAX_NUMBER);
    }
  }

  static void fence(long fence) {
    atLeast("fence", fence, 1);
  }

  static void run(String run) {
    boolean good = run.length() == RUN_LENGTH && run.charAt(0) <= '7';
    for (int i = 0; good && i < RUN_LENGTH; i++) {
      good = isOfRuns(run.charAt(i));
    }
    if (!good) {
      throw new IllegalArgumentException(
          "run is " + shown(run) + "; it must be 13 of " + RUN_DIGITS + ", the first up to 7");
    }
  }

  /** Of {@link #RUN_DIGITS}; quick, because a heartbeat has many. */
  private static boolean isOfRuns(char c) {
    return (c >= '0' && c <= '9')
        || (c >= 'a' && c <= 'z' && c != 'i' && c != 'l' && c != 'o' && c != 'u');
  }

  /** Of a worker or a handler. */
  static void name(String key, String name) {
    boolean good = !name.isEmpty() && name.length() <= MAX_NAME;
    for (int i = 0; good && i < name.length(); i++) {
      good = isOfNames(name.charAt(i));
    }
    if (!good) {
      throw new IllegalArgumentException(
          key + " is " + shown(name) + "; it must be 1 to 100 letters, digits, _, . and -");
    }
  }

  private static boolean isOfNames(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || "_.-".indexOf(c) >= 0;
  }

  static String notEmpty(String key, String text) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException(key + " is empty");
    }
    return text;
  }

  static void atMostBytes(String key, String text, int max) {
    if (text.length() > max || text.getBytes(StandardCharsets.UTF_8).length > max) {
      throw new IllegalArgumentException(key + " is longer than " + max + " bytes of UTF-8");
    }
  }

  static <T> List<T> atMost(String key, List<T> list, int max) {
    if (list.size() > max) {
      throw new IllegalArgumentException(key + " has " + list.size() + " items; at most " + max);
    }
    return List.copyOf(list);
  }

  /** A copy whose order is always the same. */
  static <V> SortedMap<String, V> sorted(Map<String, V> map) {
    return Collections.unmodifiableSortedMap(new TreeMap<>(map));
  }

  /** In quotes, shortened, and clean. */
  static String shown(String text) {
    String some = text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN - 1) + "…";
    return '"' + clean(some) + '"';
  }

  /** Without control characters and halves of surrogate pairs. */
  static String clean(String text) {
    return text.replaceAll("[\\p{Cntrl}\\p{Cs}]", "\uFFFD");
  }
}
