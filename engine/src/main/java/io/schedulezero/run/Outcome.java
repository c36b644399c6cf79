package io.schedulezero.run;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a target says an attempt ended.
 *
 * @param result what the handler returned, JSON as text; null unless it succeeded
 * @param failure why it did not succeed; null if it did
 * @param wish what the handler asked for; the retry policy decides if it asked for nothing
 */
public record Outcome(
    AttemptOutcome how, @Nullable String result, @Nullable Failure failure, Wish wish) {
  /** What a handler can ask for when it fails. */
  public sealed interface Wish {
    record None() implements Wish {}

    /** No further attempt. */
    record GiveUp() implements Wish {}

    /** The next attempt after this delay, whatever the policy's own delay. */
    record RetryAfter(Duration delay) implements Wish {}
  }

  private static final Wish NONE = new Wish.None();

  public static Outcome succeeded(@Nullable String result) {
    return new Outcome(AttemptOutcome.SUCCEEDED, result, null, NONE);
  }

  /** Any end but success, about which the handler wished nothing. */
  public static Outcome ended(AttemptOutcome how, Failure failure) {
    return new Outcome(how, null, failure, NONE);
  }

  public static Outcome failed(Failure failure, Wish wish) {
    return new Outcome(AttemptOutcome.FAILED, null, failure, wish);
  }
}
