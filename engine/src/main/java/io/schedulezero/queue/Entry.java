package io.schedulezero.queue;

import io.schedulezero.run.Run;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** A run in the queue. */
final class Entry {
  /** Higher priority first, then the earlier due, then the older. */
  static final Comparator<Entry> BY_RANK =
      Comparator.comparingInt((Entry e) -> -e.run.spec().priority())
          .thenComparing(e -> e.run.dueAt())
          .thenComparing(e -> e.run.id());

  static final Comparator<Entry> BY_DUE =
      Comparator.comparing((Entry e) -> e.run.dueAt()).thenComparing(e -> e.run.id());

  final Run run;
  final @Nullable String series;
  boolean inLane;
  boolean removed;

  Entry(Run run, @Nullable String series) {
    this.run = run;
    this.series = series;
  }
}
