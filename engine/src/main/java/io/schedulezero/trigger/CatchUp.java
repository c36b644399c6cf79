package io.schedulezero.trigger;

import io.schedulezero.schedule.Misfire;
import io.schedulezero.schedule.SkipReason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done about every fire between two instants: one that is on time makes a run, a late
 * one follows the {@link Misfire} policy, and what makes no run is skipped for a reason.
 *
 * @param run the times of the fires that make a run, oldest first
 * @param skipped the others, oldest first, neighbours with the same reason put together
 * @param handledUpTo the time of the last of all these fires; if there are none, what was given,
 *     and null if nothing was
 */
public record CatchUp(List<Instant> run, List<Range> skipped, @Nullable Instant handledUpTo) {
  /** However many fires were missed, one decision makes up for the newest so many at most. */
  public static final int MOST_RUNS = 10_000;

  public CatchUp {
    run = List.copyOf(run);
    skipped = List.copyOf(skipped);
  }

  /** Fires with nothing between them that make no run. */
  public record Range(Instant first, Instant last, long count, SkipReason reason) {}

  /**
   * Decides about the fires after {@code handledUpTo} that are due at {@code now}.
   *
   * <p>The work grows with the days between the two, not with the fires. An interval anchored at
   * completion has one fire at most, since the next depends on what becomes of it; when it is
   * skipped, the wait begins anew at {@code now}.
   *
   * @param handledUpTo the last fire decided about, or for an interval anchored at completion the
   *     end of the last run; null if there is none yet
   * @param tolerance a fire that is no later than this is on time
   */
  public static CatchUp decide(
      FireTimes times,
      @Nullable Instant handledUpTo,
      Instant now,
      Misfire misfire,
      Duration tolerance) {
    return new CatchUpWalk(times, handledUpTo, now, misfire, tolerance).decide();
  }

  /** Skips every fire after {@code from} that is due at {@code now}, e.g. those of a pause. */
  public static CatchUp skipAll(
      FireTimes times, @Nullable Instant from, Instant now, SkipReason reason) {
    return new CatchUpWalk(times, from, now, Misfire.DEFAULT, Duration.ZERO).skipAll(reason);
  }

  /** Gathers fires in their order. */
  static final class Builder {
    private final List<Instant> run = new ArrayList<>();
    private final List<Range> skipped = new ArrayList<>();
    private @Nullable Instant handledUpTo;
    private boolean lastWasSkipped;

    Builder(@Nullable Instant handledUpTo) {
      this.handledUpTo = handledUpTo;
    }

    void run(Instant time) {
      run.add(time);
      handledUpTo = time;
      lastWasSkipped = false;
    }

    void skip(FireTimes.Stretch fires, SkipReason reason) {
      Instant last = fires.last().time();
      int newest = skipped.size() - 1;
      if (lastWasSkipped && skipped.get(newest).reason() == reason) {
        Range range = skipped.get(newest);
        skipped.set(newest, new Range(range.first(), last, range.count() + fires.count(), reason));
      } else {
        skipped.add(new Range(fires.first().time(), last, fires.count(), reason));
      }
      handledUpTo = last;
      lastWasSkipped = true;
    }

    CatchUp build() {
      return new CatchUp(run, skipped, handledUpTo);
    }
  }
}
