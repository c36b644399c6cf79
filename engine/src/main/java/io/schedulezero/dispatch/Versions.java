package io.schedulezero.dispatch;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.semver4j.Semver;
import org.semver4j.range.RangeListFactory;

/**
 * Which versions are in a range. Ranges are written as for npm: {@code ^2.1}, {@code ~2.1.3},
 * {@code >=2 <4 || 5.x}. Any thread.
 */
public final class Versions {
  /** So many answers are remembered. */
  private static final int MOST = 1_000;

  /** Without those of Ivy's notation, of which not every form would be understood. */
  private static final Pattern CHARACTERS = Pattern.compile("[\\w.*+^~<>=| -]+");

  private static final Pattern SHORT = Pattern.compile("v?(\\d{1,9})(?:\\.(\\d{1,9}))?");

  private final Map<Question, Boolean> answers =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Question, Boolean> eldest) {
          return size() > MOST;
        }
      };

  private record Question(String range, String version) {}

  /** Whether {@code version} is in {@code range}; one that is not a semantic version is in none. */
  public synchronized boolean isIn(String range, String version) {
    return answers.computeIfAbsent(new Question(range, version), Versions::answer);
  }

  /** Whether it can be read as a range. */
  public static boolean isRange(String text) {
    return CHARACTERS.matcher(text).matches()
        && Stream.of(text.split("\\|\\|", -1)).allMatch(Versions::isSimpleRange);
  }

  private static boolean isSimpleRange(String text) {
    try {
      return !RangeListFactory.create(text).get().isEmpty();
    } catch (IllegalArgumentException hugeNumber) {
      return false;
    }
  }

  private static boolean answer(Question question) {
    try {
      Semver version = version(question.version());
      return version != null && version.satisfies(question.range());
    } catch (RuntimeException unreadable) {
      return false; // a worker may call a version what it likes
    }
  }

  /** {@code 2} and {@code 2.1}, too, as 2.0.0 and 2.1.0; null if it is none. */
  private static @Nullable Semver version(String text) {
    Semver exact = Semver.parse(text);
    if (exact != null || !SHORT.matcher(text).matches()) {
      return exact;
    }
    return Semver.coerce(text);
  }
}
