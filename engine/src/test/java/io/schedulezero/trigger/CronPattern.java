package io.schedulezero.trigger;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** A cron expression at random, together with what it means. */
record CronPattern(Field minute, Field hour, Field dayOfMonth, Field month, Field dayOfWeek) {
  /** A field as text, and the values it stands for. */
  record Field(String text, Set<Integer> values) {
    private Field and(Field other) {
      Set<Integer> all = new TreeSet<>(values);
      all.addAll(other.values);
      return new Field(text + "," + other.text, all);
    }

    private boolean isRestricted() {
      return !text.startsWith("*");
    }
  }

  String expression() {
    return String.join(" ", minute.text, hour.text, dayOfMonth.text, month.text, dayOfWeek.text);
  }

  boolean everyHour() {
    return hour.values.size() == 24;
  }

  boolean matches(LocalDateTime time) {
    boolean date = dayOfMonth.values.contains(time.getDayOfMonth());
    boolean weekday = dayOfWeek.values.contains(time.getDayOfWeek().getValue() % 7);
    boolean either = dayOfMonth.isRestricted() && dayOfWeek.isRestricted();
    return minute.values.contains(time.getMinute())
        && hour.values.contains(time.getHour())
        && month.values.contains(time.getMonthValue())
        && (either ? date || weekday : date && weekday);
  }

  /** Days are mostly free and hours often early, where clocks change. */
  static Arbitrary<CronPattern> arbitrary() {
    return Combinators.combine(
            field(0, 59, 0, 59),
            Arbitraries.oneOf(field(0, 23, 0, 23), field(0, 23, 0, 4)),
            mostlyAny(1, 31),
            mostlyAny(1, 12),
            mostlyAny(0, 6))
        .as(CronPattern::new);
  }

  private static Arbitrary<Field> mostlyAny(int min, int max) {
    Arbitrary<Field> any = Arbitraries.just(range("*", min, max, 1, min, max));
    return Arbitraries.oneOf(any, any, any, field(min, max, min, max));
  }

  /**
   * A field of the bounds {@code min} to {@code max}.
   *
   * @param low the least that is written
   * @param high the most that is written
   */
  private static Arbitrary<Field> field(int min, int max, int low, int high) {
    Arbitrary<Integer> value = Arbitraries.integers().between(low, high);
    Arbitrary<Integer> step = Arbitraries.integers().between(1, max - min + 1);
    Arbitrary<Field> single = value.map(v -> range("" + v, v, v, 1, min, max));
    Arbitrary<Field> steps = step.map(s -> range("*/" + s, min, max, s, min, max));
    Arbitrary<Field> from =
        Combinators.combine(value, step).as((v, s) -> range(v + "/" + s, v, max, s, min, max));
    Arbitrary<Field> range =
        Combinators.combine(value, value, step)
            .as((a, b, s) -> range(a + "-" + b + (s == 1 ? "" : "/" + s), a, b, s, min, max));
    Arbitrary<Field> list =
        Arbitraries.oneOf(single, range, from)
            .list()
            .ofMinSize(2)
            .ofMaxSize(3)
            .map(fields -> fields.stream().reduce(Field::and).orElseThrow());
    return Arbitraries.oneOf(
        single, steps, from, range, list, Arbitraries.just(range("*", min, max, 1, min, max)));
  }

  /** Walks from {@code from} to {@code to}, over the end of the field if need be. */
  private static Field range(String text, int from, int to, int step, int min, int max) {
    List<Integer> walk = new ArrayList<>(List.of(from));
    for (int value = from; value != to; ) {
      value = value == max ? min : value + 1;
      walk.add(value);
    }
    Set<Integer> values = new TreeSet<>();
    for (int i = 0; i < walk.size(); i += step) {
      values.add(walk.get(i));
    }
    return new Field(text, values);
  }
}
