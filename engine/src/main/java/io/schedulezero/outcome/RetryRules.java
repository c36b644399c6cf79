package io.schedulezero.outcome;

import io.schedulezero.run.AttemptOutcome;
import io.schedulezero.run.Outcome;
import io.schedulezero.run.Outcome.Wish;
import io.schedulezero.run.RetryPolicy;
import io.schedulezero.run.Run;
import io.schedulezero.run.RunState;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Decides what follows an attempt that has ended. */
public final class RetryRules {
  /** A run that takes so many targets down with it is not given to another. */
  public static final int LOSSES_ALLOWED = 2;

  /** As far ahead as a run may be scheduled; a handler may wish for more than there is time. */
  static final Duration LONGEST_DELAY = Duration.ofDays(366L * 100);

  private RetryRules() {}

  /**
   * Says what follows.
   *
   * @param run with all its attempts counted, the one that ended included
   * @param policy the run's own, or its handler's
   */
  public static Next after(Run run, Outcome outcome, RetryPolicy policy, Instant now) {
    return switch (outcome.how()) {
      case SUCCEEDED -> new Next.Done(RunState.SUCCEEDED, null);
      case CANCELLED -> new Next.Done(RunState.CANCELLED, run.note());
      case FAILED, TIMED_OUT, LOST -> {
        String over = whyOver(run, outcome, policy, now);
        yield over == null
            ? new Next.Again(nextAttempt(run, outcome, policy, now), true)
            : new Next.Done(RunState.FAILED, over);
      }
    };
  }

  /**
   * What follows while the engine stops: an attempt that was stopped has not counted, and the run
   * waits for the next start where it stood.
   */
  public static Next afterStop(Run run, Outcome outcome, RetryPolicy policy, Instant now) {
    return outcome.how() == AttemptOutcome.CANCELLED
        ? new Next.Again(run.dueAt(), false)
        : after(run, outcome, policy, now);
  }

  /**
   * What follows when a target vanished, for the so-many-th time in the life of the run. It keeps
   * its place among those that wait.
   */
  public static Next afterLoss(Run run, int losses, boolean mayRepeat) {
    if (!mayRepeat) {
      return new Next.Done(
          RunState.FAILED, "its target vanished, and at_most_once forbids another attempt");
    }
    if (losses >= LOSSES_ALLOWED) {
      return new Next.Done(
          RunState.FAILED,
          "quarantined: its target vanished " + losses + " times while it was running");
    }
    return new Next.Again(run.dueAt(), false);
  }

  private static @Nullable String whyOver(
      Run run, Outcome outcome, RetryPolicy policy, Instant now) {
    if (outcome.wish() instanceof Wish.GiveUp) {
      return "the handler gave up";
    }
    if (run.attempts() >= policy.maxAttempts()) {
      return policy.maxAttempts() == 1
          ? "one attempt was allowed"
          : "no attempt is left of " + policy.maxAttempts();
    }
    Instant at = nextAttempt(run, outcome, policy, now);
    Duration age = Duration.between(run.createdAt(), at);
    if (policy.maxAge() != null && age.compareTo(policy.maxAge()) > 0) {
      return "the next attempt would be later than max_age " + policy.maxAge();
    }
    return null;
  }

  private static Instant nextAttempt(Run run, Outcome outcome, RetryPolicy policy, Instant now) {
    if (outcome.wish() instanceof Wish.RetryAfter wish) {
      boolean tooLong = wish.delay().compareTo(LONGEST_DELAY) > 0;
      return now.plus(tooLong ? LONGEST_DELAY : wish.delay());
    }
    return now.plus(Delays.beforeRetry(policy, run.attempts(), run.id().value()));
  }
}
