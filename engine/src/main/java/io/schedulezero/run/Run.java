package io.schedulezero.run;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One durable request to execute a handler, as it stands now.
 *
 * @param dueAt when it may start; for a retry, when the next attempt may
 * @param fire the fire that made it, or null
 * @param attempt the latest attempt, or null before the first; earlier ones are kept beside the run
 * @param attempts how many attempts count against the retry policy
 * @param finishedAt null until the state is terminal
 * @param result what the handler returned, JSON as text, or null
 * @param note why it was cancelled or skipped, or null
 */
public record Run(
    RunId id,
    RunSpec spec,
    RunState state,
    Instant createdAt,
    Instant dueAt,
    @Nullable Fire fire,
    @Nullable Attempt attempt,
    int attempts,
    @Nullable Instant finishedAt,
    @Nullable String result,
    @Nullable String note) {
  /** A run that nobody has touched yet: queued if it is due, scheduled if it is due later. */
  public static Run open(RunId id, RunSpec spec, Instant now, Instant dueAt, @Nullable Fire fire) {
    RunState state = dueAt.isAfter(now) ? RunState.SCHEDULED : RunState.QUEUED;
    return new Run(id, spec, state, now, dueAt, fire, null, 0, null, null, null);
  }

  /** The same run with a note of why it is about to end. */
  public Run noted(String why) {
    return new Run(
        id, spec, state, createdAt, dueAt, fire, attempt, attempts, finishedAt, result, why);
  }

  /** The same run in another state. Called by {@code flow} only; the build checks it. */
  public Move to(RunState next) {
    if (!state.canBecome(next)) {
      throw new IllegalStateException("Run " + id + " cannot go from " + state + " to " + next);
    }
    return new Move(this, next);
  }

  /** A transition under way: what changes together with the state. */
  public static final class Move {
    private final Run from;
    private final RunState state;
    private Instant dueAt;
    private @Nullable Attempt attempt;
    private int attempts;
    private @Nullable Instant finishedAt;
    private @Nullable String result;
    private @Nullable String note;

    private Move(Run from, RunState state) {
      this.from = from;
      this.state = state;
      this.dueAt = from.dueAt;
      this.attempt = from.attempt;
      this.attempts = from.attempts;
      this.note = from.note;
    }

    public Move dueAt(Instant value) {
      dueAt = value;
      return this;
    }

    public Move attempt(Attempt value) {
      attempt = value;
      return this;
    }

    public Move attempts(int value) {
      attempts = value;
      return this;
    }

    public Move finishedAt(Instant value) {
      finishedAt = value;
      return this;
    }

    public Move result(@Nullable String value) {
      result = value;
      return this;
    }

    public Move note(@Nullable String value) {
      note = value;
      return this;
    }

    public Run done() {
      return new Run(
          from.id,
          from.spec,
          state,
          from.createdAt,
          dueAt,
          from.fire,
          attempt,
          attempts,
          finishedAt,
          result,
          note);
    }
  }
}
