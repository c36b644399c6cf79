package io.schedulezero.run;

import java.util.regex.Pattern;

/** The name of a schedule, chosen by its author; a run remembers which schedule made it. */
public record ScheduleId(String value) implements Comparable<ScheduleId> {
  /** Longest name that is accepted. */
  public static final int MAX_LENGTH = 200;

  /** What an id is, in words: what needs no care in a path of files or of a URL. */
  public static final String FORM =
      "1 to "
          + MAX_LENGTH
          + " letters, digits, spaces or any of _.:@+-, beginning with a letter or digit";

  private static final Pattern ALLOWED =
      Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} _.:@+-]{0," + (MAX_LENGTH - 1) + "}");

  private static final int SHOWN = 60;

  public ScheduleId {
    if (value.length() > MAX_LENGTH || !ALLOWED.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "A schedule id must be " + FORM + ", not \"" + shortened(value) + '"');
    }
  }

  private static String shortened(String value) {
    String start = value.length() > SHOWN ? value.substring(0, SHOWN) + "…" : value;
    return start.replaceAll("\\p{Cntrl}", "\uFFFD");
  }

  @Override
  public int compareTo(ScheduleId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
