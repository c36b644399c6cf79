package io.schedulezero.worker;

import io.schedulezero.execution.Ending;
import io.schedulezero.wire.FromServer.Run;
import io.schedulezero.wire.FromWorker.Progress;
import io.schedulezero.wire.FromWorker.Resume;
import io.schedulezero.wire.Held;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** An attempt that this process has taken, from its RUN until the server has its result. */
final class Attempt {
  private static final long FIRST_RESEND = TimeUnit.SECONDS.toNanos(5);
  private static final long LONGEST_RESEND = TimeUnit.SECONDS.toNanos(60);

  /** Why a handler was told to stop. */
  enum Stop {
    /** The server said so. */
    CANCELLED,
    /** The server may have given it to somebody else. */
    LEASE_OVER,
    /** The worker is to end. */
    DRAINED,
    /** The server has said that it is not ours any more. */
    GONE
  }

  final String run;
  final int attempt;
  final long fence;

  /** Heartbeats from this one on list it. */
  final long firstBeat;

  Handlers.@Nullable Running call;
  @Nullable Stop stop;
  @Nullable Ending ending;

  /** When a sign of life was sent that the server has answered, at the latest. */
  long leaseFrom;

  /** Whether it was stopped because of it. */
  boolean isLeaseOver;

  /** Whether the handler was not called, because the arguments do not fit it. */
  boolean isRejected;

  boolean wasSent;
  long sendAt;
  private long resendAfter = FIRST_RESEND;

  private @Nullable Progress progress;
  private long progresses;
  long progressAt = Long.MIN_VALUE;

  Attempt(Run run, long firstBeat, long leaseFrom) {
    this.run = run.run();
    this.attempt = run.attempt();
    this.fence = run.fence();
    this.firstBeat = firstBeat;
    this.leaseFrom = leaseFrom;
  }

  boolean isRunning() {
    return ending == null;
  }

  /** Whether the server has to be told how it ended. */
  boolean isFinished() {
    return ending != null && !isReleased();
  }

  /** Whether it was stopped only because the worker is to end: it is given back. */
  boolean isReleased() {
    return ending != null && stop == Stop.DRAINED && ending.how() == Ending.How.CANCELLED;
  }

  boolean isOurs() {
    return stop != Stop.GONE;
  }

  /** Stops the handler. What the server says counts more than what was noticed here. */
  void stop(Stop why, String reason, Duration patience) {
    if (stop == null || why == Stop.CANCELLED || why == Stop.GONE) {
      stop = why;
    }
    if (call != null && ending == null) {
      call.cancel(reason, patience);
    }
  }

  void ended(Ending how, long now) {
    ending = how;
    progress = null;
    sendAt = now;
  }

  /** The result is to be sent at once, whatever was sent before. */
  void sendAgain(long now) {
    sendAt = now;
    resendAfter = FIRST_RESEND;
  }

  void sent(long now) {
    wasSent = true;
    sendAt = now + resendAfter;
    resendAfter = Math.min(2 * resendAfter, LONGEST_RESEND);
  }

  /** The latest counts. */
  void progressed(double fraction, String message) {
    if (isRunning() && isOurs()) {
      progresses++;
      progress =
          new Progress(run, fence, progresses, fraction, Texts.fit(message, Progress.MAX_MSG));
    }
  }

  /** What was not sent yet; null if nothing. */
  @Nullable Progress progress() {
    return progress;
  }

  /** When there is something to say about it. */
  long nextWord() {
    if (isFinished()) {
      return sendAt;
    }
    return progress == null ? Workload.NEVER : progressAt;
  }

  void progressSent(long next) {
    progress = null;
    progressAt = next;
  }

  Held held() {
    return new Held(run, fence);
  }

  Resume resume() {
    Resume.State state = isFinished() ? Resume.State.FINISHED : Resume.State.RUNNING;
    return new Resume(run, attempt, fence, state);
  }
}
