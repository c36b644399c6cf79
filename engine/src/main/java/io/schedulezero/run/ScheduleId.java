package io.schedulezero.run;

/** The name of a schedule, chosen by its author; a run remembers which schedule made it. */
public record ScheduleId(String value) implements Comparable<ScheduleId> {
  /** Longest name that is accepted. */
  public static final int MAX_LENGTH = 200;

  public ScheduleId {
    if (value.isBlank() || value.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "A schedule id has 1 to " + MAX_LENGTH + " characters, this one has " + value.length());
    }
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
