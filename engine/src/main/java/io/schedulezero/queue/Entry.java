package io.schedulezero.queue;

import io.schedulezero.run.Run;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** A run in the queue. */
final class Entry {
  /** Higher priority first, then the earlier due, then the older. */
  static final Comparator<Entry> BY_RANK =
      (a, b) -> a.priority == b.priority ? byDue(a, b) : Integer.compare(b.priority, a.priority);

  static final Comparator<Entry> BY_DUE = Entry::byDue;

  /** So many removed entries may stay in a heap, beside as many as there are others. */
  static final int MOST_REMOVED = 64;

  final Run run;
  final @Nullable String series;
  private final int priority;
  private final long dueMicros;
  private final long id;

  /** Where it waits for its turn, if it does. */
  @Nullable Lane lane;

  boolean removed;

  Entry(Run run, @Nullable String series) {
    this.run = run;
    this.series = series;
    this.priority = run.spec().priority();
    this.dueMicros = ChronoUnit.MICROS.between(Instant.EPOCH, run.dueAt());
    this.id = run.id().value();
  }

  private static int byDue(Entry a, Entry b) {
    int byTime = Long.compare(a.dueMicros, b.dueMicros);
    return byTime == 0 ? Long.compare(a.id, b.id) : byTime;
  }
}
