package io.schedulezero.store;

import io.schedulezero.run.AttemptOutcome;
import io.schedulezero.run.RunState;
import io.schedulezero.schedule.SkipReason;
import java.util.List;

/**
 * Small numbers for closed choices. What is stored stays stored: a number never changes meaning.
 */
final class Codes {
  /** The unfinished states come first, so that an index can ask for {@code state <= 2}. */
  private static final List<RunState> STATES =
      List.of(
          RunState.SCHEDULED,
          RunState.QUEUED,
          RunState.RUNNING,
          RunState.SUCCEEDED,
          RunState.FAILED,
          RunState.CANCELLED,
          RunState.SKIPPED);

  private static final List<AttemptOutcome> OUTCOMES =
      List.of(
          AttemptOutcome.SUCCEEDED,
          AttemptOutcome.FAILED,
          AttemptOutcome.TIMED_OUT,
          AttemptOutcome.CANCELLED,
          AttemptOutcome.LOST);

  private static final List<SkipReason> REASONS =
      List.of(
          SkipReason.PAUSED,
          SkipReason.OVERLAP,
          SkipReason.CALENDAR,
          SkipReason.DST_GAP,
          SkipReason.TOO_LATE,
          SkipReason.LIMIT);

  private Codes() {}

  static int of(RunState state) {
    return STATES.indexOf(state);
  }

  static RunState state(int code) {
    return STATES.get(code);
  }

  static int of(AttemptOutcome outcome) {
    return OUTCOMES.indexOf(outcome);
  }

  static AttemptOutcome outcome(int code) {
    return OUTCOMES.get(code);
  }

  static int of(SkipReason reason) {
    return REASONS.indexOf(reason);
  }

  static SkipReason reason(int code) {
    return REASONS.get(code);
  }
}
