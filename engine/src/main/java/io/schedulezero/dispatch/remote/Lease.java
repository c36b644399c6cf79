package io.schedulezero.dispatch.remote;

import io.schedulezero.dispatch.Assignment;
import io.schedulezero.dispatch.AttemptReports;
import io.schedulezero.wire.Held;
import java.time.Instant;
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
  private volatile @Nullable String cancelled;

  /** The process that got it; null if that was before this server started. */
  @Nullable UUID instance;

  /** In nanoseconds of the gateway's own time. */
  long deadline = NEVER;

  /** When it was sent last, in the same; {@link #NEVER} if it was not. */
  long sentAt = NEVER;

  /** The same on the clock; null if it was not sent by this server. */
  @Nullable Instant begun;

  /** Whether the worker has said that it has it. */
  boolean known;

  /** Whether an earlier process gave it away. */
  boolean adopted;

  /** Whether its worker was told that its time is over. */
  boolean reminded;

  /** How many of its lines have come. */
  long lines;

  Lease(Assignment attempt, AttemptReports reports) {
    this.attempt = attempt;
    this.reports = reports;
  }

  boolean is(long fence) {
    return attempt.fence() == fence;
  }

  Held held() {
    return new Held(attempt.run().toString(), attempt.fence());
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
