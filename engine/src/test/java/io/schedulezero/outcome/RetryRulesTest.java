package io.schedulezero.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulezero.run.AttemptOutcome;
import io.schedulezero.run.Backoff;
import io.schedulezero.run.Failure;
import io.schedulezero.run.Outcome;
import io.schedulezero.run.Outcome.Wish;
import io.schedulezero.run.RetryPolicy;
import io.schedulezero.run.Run;
import io.schedulezero.run.RunId;
import io.schedulezero.run.RunSpec;
import io.schedulezero.run.RunState;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class RetryRulesTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Failure BROKEN = Failure.of("java.io.IOException", "broken pipe");

  @Test
  void success_is_the_end() {
    assertThat(RetryRules.after(tried(1), Outcome.succeeded("1"), thrice(null), NOW))
        .isEqualTo(new Next.Done(RunState.SUCCEEDED, null));
  }

  @Test
  void a_failure_is_tried_again_after_the_delay_until_no_attempt_is_left() {
    assertThat(after(1, new Wish.None(), thrice(null)))
        .isEqualTo(new Next.Again(NOW.plusSeconds(10), true));
    assertThat(after(2, new Wish.None(), thrice(null)))
        .isEqualTo(new Next.Again(NOW.plusSeconds(20), true));
    assertThat(after(3, new Wish.None(), thrice(null)))
        .isEqualTo(new Next.Done(RunState.FAILED, "no attempt is left of 3"));
  }

  @Test
  void a_timeout_is_tried_again_as_a_failure_is() {
    Outcome late = Outcome.ended(AttemptOutcome.TIMED_OUT, Failure.of("timeout", "too long"));

    assertThat(RetryRules.after(tried(1), late, thrice(null), NOW)).isInstanceOf(Next.Again.class);
  }

  @Test
  void a_handler_that_gives_up_gets_no_further_attempt() {
    assertThat(after(1, new Wish.GiveUp(), thrice(null)))
        .isEqualTo(new Next.Done(RunState.FAILED, "the handler gave up"));
  }

  @Test
  void a_handler_that_says_when_is_tried_again_then() {
    assertThat(after(1, new Wish.RetryAfter(Duration.ofMinutes(7)), thrice(null)))
        .isEqualTo(new Next.Again(NOW.plus(Duration.ofMinutes(7)), true));
  }

  @Test
  void a_delay_beyond_all_time_is_cut_to_the_longest() {
    Duration forever = ChronoUnit.FOREVER.getDuration();

    assertThat(after(1, new Wish.RetryAfter(forever), thrice(null)))
        .isEqualTo(new Next.Again(NOW.plus(RetryRules.LONGEST_DELAY), true));
    assertThat(after(1, new Wish.None(), thrice(forever)))
        .isEqualTo(new Next.Again(NOW.plusSeconds(10), true));
  }

  @Test
  void no_attempt_starts_when_the_run_is_too_old() {
    assertThat(after(1, new Wish.None(), thrice(Duration.ofSeconds(65))))
        .isInstanceOf(Next.Done.class);
    assertThat(after(1, new Wish.None(), thrice(Duration.ofSeconds(70))))
        .isInstanceOf(Next.Again.class);
  }

  @Test
  void a_cancelled_attempt_ends_the_run_with_the_reason() {
    Outcome cancelled =
        Outcome.ended(AttemptOutcome.CANCELLED, Failure.of("cancelled", "no longer needed"));

    assertThat(RetryRules.after(tried(1).noted("no longer needed"), cancelled, thrice(null), NOW))
        .isEqualTo(new Next.Done(RunState.CANCELLED, "no longer needed"));
  }

  @Test
  void a_lost_attempt_is_repeated_once_and_does_not_count() {
    assertThat(RetryRules.afterLoss(tried(1), 1, true))
        .isEqualTo(new Next.Again(tried(1).dueAt(), false));
    assertThat(RetryRules.afterLoss(tried(2), 2, true))
        .isEqualTo(
            new Next.Done(
                RunState.FAILED, "quarantined: its target vanished 2 times while it was running"));
  }

  @Test
  void at_most_once_is_not_repeated_after_a_loss() {
    assertThat(RetryRules.afterLoss(tried(1), 1, false)).isInstanceOf(Next.Done.class);
  }

  @Test
  void what_the_stop_of_the_engine_interrupts_does_not_count_but_a_failure_of_its_own_does() {
    Outcome stopped = Outcome.ended(AttemptOutcome.CANCELLED, Failure.of("cancelled", "stopping"));

    assertThat(RetryRules.afterStop(tried(3), stopped, thrice(null), NOW))
        .isEqualTo(new Next.Again(tried(1).dueAt(), false));
    assertThat(
            RetryRules.afterStop(
                tried(3), Outcome.failed(BROKEN, new Wish.None()), thrice(null), NOW))
        .isInstanceOf(Next.Done.class);
  }

  private static Next after(int attempts, Wish wish, RetryPolicy policy) {
    return RetryRules.after(tried(attempts), Outcome.failed(BROKEN, wish), policy, NOW);
  }

  private static RetryPolicy thrice(@Nullable Duration maxAge) {
    return new RetryPolicy(
        Backoff.EXPONENTIAL, 3, Duration.ofSeconds(10), Duration.ofHours(1), 2, 0, maxAge);
  }

  /** Created a minute ago. */
  private static Run tried(int attempts) {
    Instant created = NOW.minusSeconds(60);
    return new Run(
        new RunId(1),
        RunSpec.of("mail", "{}"),
        RunState.RUNNING,
        created,
        created,
        null,
        null,
        attempts,
        null,
        null,
        null);
  }
}
