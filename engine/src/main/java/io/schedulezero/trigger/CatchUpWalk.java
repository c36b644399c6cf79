package io.schedulezero.trigger;

import io.schedulezero.schedule.Misfire;
import io.schedulezero.schedule.SkipReason;
import io.schedulezero.trigger.FireTimes.Stretch;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Walks over the fires that are due in stretches, each so short that one decision holds for all of
 * it. Fires happen in order, so along the walk they only become less late.
 */
final class CatchUpWalk {
  private final FireTimes times;
  private final @Nullable Instant handledUpTo;
  private final Instant now;
  private final Misfire misfire;
  private final Duration tolerance;

  CatchUpWalk(
      FireTimes times,
      @Nullable Instant handledUpTo,
      Instant now,
      Misfire misfire,
      Duration tolerance) {
    this.times = times;
    this.handledUpTo = handledUpTo;
    this.now = now;
    this.misfire = misfire;
    this.tolerance = tolerance;
  }

  CatchUp skipAll(SkipReason reason) {
    CatchUp.Builder result = new CatchUp.Builder(handledUpTo);
    Stretch stretch = next(start(), Long.MAX_VALUE);
    while (stretch != null) {
      result.skip(stretch, reason);
      stretch = following(stretch, Long.MAX_VALUE);
    }
    return result.build();
  }

  CatchUp decide() {
    CatchUp.Builder result = new CatchUp.Builder(handledUpTo);
    long surplus = Math.max(0, countLate() - mostLateRuns());
    Stretch stretch = next(start(), atMost(surplus));
    while (stretch != null) {
      SkipReason reason = stretch.first().skip();
      Lateness lateness = latenessOf(stretch.first());
      if (reason == null && lateness == Lateness.TOO_OLD) {
        reason = SkipReason.TOO_LATE;
      }
      if (reason == null && lateness == Lateness.LATE && surplus > 0) {
        reason = SkipReason.TOO_LATE;
        surplus -= stretch.count();
      }
      if (reason == null) {
        runAll(stretch, result);
      } else {
        result.skip(stretch, reason);
      }
      stretch = following(stretch, atMost(surplus));
    }
    return result.build();
  }

  /** The late fires that could make a run. */
  private long countLate() {
    long late = 0;
    Stretch stretch = next(start(), Long.MAX_VALUE);
    while (stretch != null) {
      boolean counts =
          stretch.first().skip() == null && latenessOf(stretch.first()) == Lateness.LATE;
      late += counts ? stretch.count() : 0;
      stretch = following(stretch, Long.MAX_VALUE);
    }
    return late;
  }

  private long mostLateRuns() {
    Integer maxCount = misfire.maxCount();
    return switch (misfire.policy()) {
      case FIRE_ONCE -> 1;
      case SKIP -> 0;
      case FIRE_ALL -> maxCount == null ? CatchUp.MOST_RUNS : Math.min(maxCount, CatchUp.MOST_RUNS);
    };
  }

  /** So that the stretch in which the surplus ends is cut there. */
  private static long atMost(long surplus) {
    return surplus > 0 ? surplus : Long.MAX_VALUE;
  }

  private Instant start() {
    return handledUpTo == null ? times.origin() : handledUpTo;
  }

  private @Nullable Stretch following(Stretch stretch, long atMost) {
    return times.afterCompletion() ? null : next(stretch.last().time(), atMost);
  }

  private @Nullable Stretch next(Instant after, long atMost) {
    Stretch stretch = times.stretchAfter(after, now);
    while (stretch != null
        && (stretch.count() > atMost
            || latenessOf(stretch.first()) != latenessOf(stretch.last()))) {
      stretch = times.stretchAfter(after, middleOf(stretch));
    }
    return stretch == null || latenessOf(stretch.first()) == Lateness.NOT_DUE ? null : stretch;
  }

  /** Not before the first and before the last. */
  private static Instant middleOf(Stretch stretch) {
    Instant first = stretch.first().time();
    return first.plus(Duration.between(first, stretch.last().time()).dividedBy(2));
  }

  private void runAll(Stretch stretch, CatchUp.Builder result) {
    Nominal fire = stretch.first();
    while (fire != null && !fire.time().isAfter(stretch.last().time())) {
      result.run(fire.time());
      fire = times.after(fire.time());
    }
  }

  private Lateness latenessOf(Nominal fire) {
    Duration late = Duration.between(fire.fireAt(), now);
    if (late.isNegative()) {
      return Lateness.NOT_DUE;
    }
    if (misfire.maxAge() != null && late.compareTo(misfire.maxAge()) > 0) {
      return Lateness.TOO_OLD;
    }
    return late.compareTo(tolerance) > 0 ? Lateness.LATE : Lateness.ON_TIME;
  }

  private enum Lateness {
    TOO_OLD,
    LATE,
    ON_TIME,
    NOT_DUE
  }
}
