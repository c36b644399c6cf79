package io.schedulezero.input;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds what somebody who mistyped a name probably meant. */
public final class Nearest {
  private static final int LONGEST_COMPARED = 80;

  private Nearest() {}

  /** The known name with the fewest typing errors, if it is near enough to be meant. */
  public static Optional<String> to(String typed, Collection<String> known) {
    if (typed.length() > LONGEST_COMPARED) {
      return Optional.empty();
    }
    String wanted = typed.toLowerCase(Locale.ROOT);
    return known.stream()
        .min(Comparator.<String>comparingInt(name -> distance(wanted, name)).thenComparing(n -> n))
        .filter(name -> distance(wanted, name) <= Math.max(2, wanted.length() / 2));
  }

  /** {@code "; did you mean x?"}, or what is known if nothing is near. */
  public static String hint(String typed, Collection<String> known) {
    return to(typed, known)
        .map(name -> "; did you mean " + name + "?")
        .orElseGet(
            () ->
                known.isEmpty()
                    ? ""
                    : "; known are " + String.join(", ", known.stream().sorted().toList()));
  }

  /** Levenshtein's, on names in lower case. */
  private static int distance(String a, String name) {
    String b = name.toLowerCase(Locale.ROOT);
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
