package io.schedulezero.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** What somebody may have meant by a word that nobody knows. */
final class Nearest {
  private static final int MOST = 3;

  private Nearest() {}

  /** The known words that are close enough to be a slip of the fingers, the closest first. */
  static List<String> to(String word, Collection<String> known) {
    String meant = word.toLowerCase(Locale.ROOT);
    int tolerated = Math.max(1, meant.length() / 3);
    return known.stream()
        .filter(candidate -> distance(meant, candidate) <= tolerated || extend(meant, candidate))
        .sorted(Comparator.comparingInt((String c) -> distance(meant, c)).thenComparing(c -> c))
        .limit(MOST)
        .toList();
  }

  /** {@code Did you mean …?}, or nothing. */
  static String question(String word, Collection<String> known) {
    List<String> meant = to(word, known);
    return meant.isEmpty() ? "" : " Did you mean " + String.join(" or ", meant) + "?";
  }

  private static boolean extend(String start, String candidate) {
    return start.length() >= 3 && candidate.startsWith(start);
  }

  /** Insertions, deletions, replacements and swaps of neighbours. */
  private static int distance(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        d[i][j] = Math.min(i, j) == 0 ? Math.max(i, j) : step(d, a, b, i, j);
      }
    }
    return d[a.length()][b.length()];
  }

  private static int step(int[][] d, String a, String b, int i, int j) {
    int same = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
    int best = Math.min(d[i - 1][j - 1] + same, Math.min(d[i - 1][j], d[i][j - 1]) + 1);
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(best, d[i - 2][j - 2] + 1) : best;
  }
}
