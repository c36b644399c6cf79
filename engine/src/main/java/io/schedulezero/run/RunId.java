package io.schedulezero.run;

/**
 * The name of a run: a 63-bit number that grows with time, written as thirteen characters of
 * Crockford's base 32, so that ids sort by age both as numbers and as text.
 */
public record RunId(long value) implements Comparable<RunId> {
  private static final String DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";
  static final int LENGTH = 13;
  private static final long SPREAD = 0x9E3779B97F4A7C15L; // 2^64 divided by the golden ratio, odd

  public RunId {
    if (value < 0) {
      throw new IllegalArgumentException("A run id is not negative: " + value);
    }
  }

  /**
   * Reads what {@link #toString} writes.
   *
   * @throws IllegalArgumentException if {@code text} is not a run id
   */
  public static RunId parse(String text) {
    if (text.length() != LENGTH || text.charAt(0) > '7') {
      throw notAnId(text);
    }
    long value = 0;
    for (int i = 0; i < LENGTH; i++) {
      int digit = DIGITS.indexOf(text.charAt(i));
      if (digit < 0) {
        throw notAnId(text);
      }
      value = value << 5 | digit;
    }
    return new RunId(value);
  }

  private static IllegalArgumentException notAnId(String text) {
    String shown = text.length() > 40 ? text.substring(0, 40) + "…" : text;
    return new IllegalArgumentException("\"" + shown + "\" is not a run id: 13 of " + DIGITS);
  }

  /**
   * Spreads. Ids that follow each other differ in their middle bits only, which a hash table would
   * not look at: it would put dozens of them into one bucket.
   */
  @Override
  public int hashCode() {
    return (int) ((value * SPREAD) >>> 32);
  }

  @Override
  public int compareTo(RunId other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    char[] text = new char[LENGTH];
    long rest = value;
    for (int i = LENGTH - 1; i >= 0; i--) {
      text[i] = DIGITS.charAt((int) (rest & 31));
      rest >>>= 5;
    }
    return new String(text);
  }
}
