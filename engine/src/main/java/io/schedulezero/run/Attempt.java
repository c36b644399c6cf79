package io.schedulezero.run;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One try of a run on one target.
 *
 * @param number 1 for the first
 * @param fence grows with every attempt that this scheduler ever starts; an attempt with a smaller
 *     one is stale
 * @param target {@code local}, or the worker's name
 * @param endedAt null while it is under way
 * @param outcome null while it is under way
 * @param failure null unless the outcome is a failure
 */
public record Attempt(
    int number,
    long fence,
    String target,
    Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable AttemptOutcome outcome,
    @Nullable Failure failure) {
  public Attempt ended(Instant at, AttemptOutcome how, @Nullable Failure why) {
    return new Attempt(number, fence, target, startedAt, at, how, why);
  }
}
