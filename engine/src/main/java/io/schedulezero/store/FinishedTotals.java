package io.schedulezero.store;

import io.schedulezero.run.Attempt;
import io.schedulezero.run.Run;
import io.schedulezero.run.RunState;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Adds up the runs that finished during one transaction, so that their totals are written once. */
final class FinishedTotals {
  private static final int SECONDS_PER_MINUTE = 60;

  private final Map<Key, Sum> sums = new HashMap<>();

  /** One minute of one handler and one final state; the minute counts from 1970. */
  record Key(long minute, String handler, RunState state) {}

  /** What {@code RunTotals} says, while it grows. */
  static final class Sum {
    long count;
    long waitMillis;
    long runMillis;

    void add(Sum other) {
      count += other.count;
      waitMillis += other.waitMillis;
      runMillis += other.runMillis;
    }
  }

  static long minute(Instant instant) {
    return Math.floorDiv(instant.getEpochSecond(), SECONDS_PER_MINUTE);
  }

  /** The steps of {@code totals}, in minutes: at least one. */
  static long minutes(Duration step) {
    return Math.max(1, (step.toSeconds() + SECONDS_PER_MINUTE - 1) / SECONDS_PER_MINUTE);
  }

  static Instant start(long minute) {
    return Instant.ofEpochSecond(minute * SECONDS_PER_MINUTE);
  }

  void add(Run run) {
    Instant finished = run.finishedAt() == null ? run.dueAt() : run.finishedAt();
    Sum sum =
        sums.computeIfAbsent(
            new Key(minute(finished), run.spec().handler(), run.state()), key -> new Sum());
    sum.count++;
    Attempt attempt = run.attempt();
    if (attempt != null) {
      sum.waitMillis += millis(run.dueAt(), attempt.startedAt());
      sum.runMillis += millis(attempt.startedAt(), attempt.endedAt());
    }
  }

  private static long millis(Instant from, @Nullable Instant to) {
    if (to == null || to.isBefore(from)) {
      return 0;
    }
    return (Micros.of(to) - Micros.of(from)) / 1_000;
  }

  void drain(BiConsumer<Key, Sum> each) {
    sums.forEach(each);
    sums.clear();
  }
}
