package io.schedulezero.handler;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Values and names as messages show them. */
final class Shown {
  private static final int MAX_LENGTH = 60;
  private static final int MAX_NAMES = 20;

  private Shown() {}

  /** In quotes, shortened, without control characters. */
  static String text(String value) {
    return '"' + plain(value) + '"';
  }

  /** Shortened, without control characters. */
  static String plain(String value) {
    return cut(value, MAX_LENGTH).replaceAll("\\p{Cntrl}", "\uFFFD");
  }

  static String cut(String text, int length) {
    return text.length() <= length ? text : text.substring(0, length - 1) + "…";
  }

  /** The names with commas, the first of them if they are many. */
  static String names(Collection<String> names) {
    if (names.isEmpty()) {
      return "none";
    }
    String some = String.join(", ", names.stream().limit(MAX_NAMES).toList());
    return names.size() > MAX_NAMES ? some + ", …" : some;
  }

  /** The known name that {@code given} was probably meant to be. */
  static Optional<String> nearest(String given, Collection<String> known) {
    String wanted = normal(given);
    if (wanted.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    return known.stream()
        .filter(name -> distance(wanted, normal(name)) <= Math.max(1, (wanted.length() + 1) / 3))
        .min(Comparator.comparingInt(name -> distance(wanted, normal(name))));
  }

  private static String normal(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[_-]", "");
  }

  /** How many letters must be put, taken away or changed to make one name of the other. */
  private static int distance(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int change = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[to.length()];
  }
}
