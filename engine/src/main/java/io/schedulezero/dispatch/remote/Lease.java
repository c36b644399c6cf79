package io.schedulezero.dispatch.remote;

import io.schedulezero.dispatch.Assignment;
import io.schedulezero.dispatch.AttemptReports;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An attempt that belongs to a worker until a deadline, which every sign of life moves. It begins
 * when the attempt is given to the worker, before it is sent.
 */
final class Lease {
  /** Of one whose deadline is not set yet. */
  static final long NEVER = Long.MAX_VALUE;

  final Assignment attempt;
  final AttemptReports reports;
  final AttemptLines lines;
  private volatile @Nullable String cancelled;

  /** The process that got it; null if that was before this server started. */
  @Nullable UUID instance;

  /** In nanoseconds of the gateway's own time. */
  long deadline = NEVER;

  /** When it was sent last, in the same; {@link #NEVER} if it was not. */
  long sentAt = NEVER;

  /** Whether the worker has said that it has it. */
  boolean known;

  /** Whether an earlier process gave it away. */
  boolean adopted;

  /** Whether the key of the worker that is here may not host the handler: it has no say. */
  boolean barred;

  /** Whether its worker was told that its time is over. */
  boolean reminded;

  Lease(Assignment attempt, AttemptReports reports) {
    this.attempt = attempt;
    this.reports = reports;
    this.lines = new AttemptLines(attempt, reports);
  }

  boolean is(long fence) {
    return attempt.fence() == fence;
  }

  /** Whether its worker has it, and was sent it by then. */
  boolean isUnderWaySince(long nanos) {
    return known && sentAt != NEVER && sentAt <= nanos;
  }

  /** Any thread. */
  void cancel(String reason) {
    cancelled = reason;
  }

  /** Why it was cancelled; null if it was not. */
  @Nullable String cancelled() {
    return cancelled;
  }
}
