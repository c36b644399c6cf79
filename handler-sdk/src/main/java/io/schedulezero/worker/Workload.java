package io.schedulezero.worker;

import io.schedulezero.execution.Call;
import io.schedulezero.execution.Ending;
import io.schedulezero.execution.Ending.How;
import io.schedulezero.execution.Failure;
import io.schedulezero.wire.ErrorCode;
import io.schedulezero.wire.ErrorReport;
import io.schedulezero.wire.FromServer.Cancel;
import io.schedulezero.wire.FromServer.HeartbeatOk;
import io.schedulezero.wire.FromServer.LogAck;
import io.schedulezero.wire.FromServer.Notice;
import io.schedulezero.wire.FromServer.ResultAck;
import io.schedulezero.wire.FromServer.Resumed;
import io.schedulezero.wire.FromServer.Run;
import io.schedulezero.wire.FromServer.Welcome;
import io.schedulezero.wire.FromWorker.Ack;
import io.schedulezero.wire.FromWorker.Resume;
import io.schedulezero.wire.Held;
import io.schedulezero.wire.LogLine;
import io.schedulezero.wire.Payload;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The attempts of one server that are here: what is done about them, by whoever says something. */
final class Workload {
  static final long NEVER = Long.MAX_VALUE;

  private static final Logger LOG = LoggerFactory.getLogger(Workload.class);

  /** The share of a lease after which an attempt without an answer is stopped. */
  private static final double SAFE_SHARE = 0.8;

  /** What a session needs of this process. */
  record Surroundings(Handlers handlers, Load load, RandomGenerator random) {}

  private final Handlers handlers;
  private final Attempts attempts;
  private final Credit credit = new Credit();
  private final Logs logs = new Logs();
  private final Beats beats;
  private final Speech speech;
  private long safeFor;
  private long leaseFrom;
  private boolean frozen;

  Workload(Handlers handlers, int slots, Beats beats, Load load) {
    this.handlers = handlers;
    this.attempts = new Attempts(slots);
    this.beats = beats;
    this.speech = new Speech(attempts, credit, logs, beats, load);
  }

  /** A connection begins: how many runs its session may receive at first. */
  long beginCredit() {
    speech.begin();
    credit.begin(frozen ? 0 : attempts.room());
    return credit.tell();
  }

  List<Resume> resume() {
    return attempts.held().stream().map(Attempt::resume).toList();
  }

  /**
   * The session begins.
   *
   * @param readyAt when the list of what is held was sent
   */
  void welcomed(Welcome welcome, long readyAt, long now) {
    beats.begin(TimeUnit.MILLISECONDS.toNanos(welcome.hbMs()), now);
    safeFor = (long) (SAFE_SHARE * TimeUnit.MILLISECONDS.toNanos(welcome.leaseMs()));
    leaseFrom = readyAt;
    logs.begin(welcome.limits().logWindow(), welcome.limits().payload());
    speech.limits(welcome.limits());
    attempts.all().forEach(attempt -> attempt.leaseFrom = readyAt);
    welcome.resume().forEach(this::follow);
    for (Attempt attempt : attempts.held()) {
      attempt.sendAgain(now);
    }
  }

  private void follow(Resumed resumed) {
    Attempt attempt = attempts.ours(resumed.run(), resumed.fence());
    if (attempt == null) {
      return;
    }
    switch (resumed.verdict()) {
      case KEEP, RESEND -> LOG.debug("Run {} goes on", attempt.run);
      case CANCEL -> attempt.stop(Attempt.Stop.CANCELLED, "it was cancelled", Duration.ZERO);
      case DROP -> drop(attempt);
    }
  }

  /** Takes a run, or says why not. */
  void run(Run run, long now) {
    Attempt here = attempts.find(run.fence());
    String earlier = attempts.earlier(run.fence());
    if (here != null || earlier != null) {
      cameAgain(run, here, earlier, now);
      return;
    }
    String reason = whyNot(run, credit.take(), now);
    if (reason == null) {
      begin(run);
    } else {
      attempts.rejected(run.fence(), reason);
      answer(Ack.Of.RUN, run.run(), run.fence(), reason);
    }
  }

  private void cameAgain(Run run, @Nullable Attempt here, @Nullable String earlier, long now) {
    if (here != null && here.isOurs()) {
      answer(Ack.Of.RUN, run.run(), run.fence(), null);
      if (here.isFinished()) {
        here.sendAgain(now);
      }
    } else if (earlier != null && !earlier.isEmpty()) {
      answer(Ack.Of.RUN, run.run(), run.fence(), earlier);
    }
  }

  private @Nullable String whyNot(Run run, boolean allowed, long now) {
    if (!allowed) {
      return ErrorCode.OVERLOADED.name();
    }
    if (frozen) {
      return ErrorCode.DRAINING.name();
    }
    if (!handlers.host(run.handler())) {
      return ErrorCode.UNKNOWN_HANDLER.name();
    }
    return now - leaseFrom < safeFor ? null : "LEASE_OVER";
  }

  private void begin(Run run) {
    Attempt attempt = new Attempt(run, beats.next(), leaseFrom);
    attempts.add(attempt);
    answer(Ack.Of.RUN, run.run(), run.fence(), null);
    attempt.call =
        handlers.begin(
            new Call(
                run.run(),
                run.handler(),
                args(run),
                run.attempt(),
                run.fence(),
                run.fireTime(),
                run.timeoutMs() == null ? null : Duration.ofMillis(run.timeoutMs())));
  }

  private static String args(Run run) {
    Payload payload = run.payload();
    return payload == null
        ? Objects.requireNonNull(run.args())
        : new String(payload.bytes(), StandardCharsets.UTF_8);
  }

  void cancel(Cancel cancel) {
    Attempt attempt = attempts.ours(cancel.run(), cancel.fence());
    String unknown = attempt == null ? ErrorCode.UNKNOWN_RUN.name() : null;
    answer(Ack.Of.CANCEL, cancel.run(), cancel.fence(), unknown);
    if (attempt != null) {
      boolean isSoft = cancel.mode() == Cancel.Mode.SOFT;
      Duration patience = isSoft ? Duration.ofMillis(cancel.graceMs()) : Duration.ZERO;
      attempt.stop(Attempt.Stop.CANCELLED, cancel.reason(), patience);
    }
  }

  private void answer(Ack.Of of, String run, long fence, @Nullable String whyNot) {
    Ack.Status status = whyNot == null ? Ack.Status.ACCEPTED : Ack.Status.REJECTED;
    speech.answer(new Ack(of, run, fence, status, whyNot, null));
  }

  void answerDrain() {
    speech.answer(new Ack(Ack.Of.DRAIN, null, null, Ack.Status.ACCEPTED, null, null));
  }

  void complain(ErrorReport report) {
    speech.answer(new io.schedulezero.wire.FromWorker.ProtocolError(report));
  }

  /** The server has the result, or does not want it: either way it is done with. */
  void acked(ResultAck ack) {
    Attempt attempt = attempts.ours(ack.run(), ack.fence());
    if (attempt != null && !attempt.isRunning()) {
      if (ack.status() != ResultAck.Status.COMMITTED) {
        LOG.info("The result of run {} was not needed: {}", ack.run(), ack.status());
      }
      attempts.forget(attempt);
    }
  }

  void acked(LogAck ack) {
    logs.acked(ack.run(), ack.fence(), ack.upTo(), ack.window());
  }

  /** The server lives: so long do the leases of what the heartbeat listed. */
  void answered(HeartbeatOk ok, long now) {
    Long sentAt = beats.answered(ok.n(), now);
    if (sentAt != null) {
      leaseFrom = Math.max(leaseFrom, sentAt);
      for (Attempt attempt : attempts.all()) {
        if (attempt.firstBeat <= ok.n()) {
          attempt.leaseFrom = Math.max(attempt.leaseFrom, sentAt);
        }
      }
    }
    ok.runs().forEach(this::notice);
  }

  private void notice(Notice notice) {
    Attempt attempt = attempts.ours(notice.run(), notice.fence());
    if (attempt == null) {
      return;
    }
    switch (notice.word()) {
      case GONE -> drop(attempt);
      case CANCEL -> {
        if (attempt.stop == null) {
          attempt.stop(Attempt.Stop.CANCELLED, "it was cancelled", Duration.ZERO);
        }
      }
    }
  }

  /** It is not ours any more. Its handler keeps its slot until it ends. */
  private void drop(Attempt attempt) {
    if (attempt.isRunning()) {
      LOG.warn(
          "Run {} has gone to another worker, or is over: its attempt here is stopped",
          attempt.run);
    }
    attempt.stop(Attempt.Stop.GONE, "the server has given the run away", Duration.ZERO);
    logs.forget(attempt.fence);
    if (!attempt.isRunning()) {
      attempts.forget(attempt);
    }
  }

  /** The server refused what was said about an attempt. */
  void refused(ErrorReport report, long fence) {
    Attempt attempt = attempts.find(fence);
    boolean isNotOurs =
        report.code() == ErrorCode.STALE_FENCE || report.code() == ErrorCode.UNKNOWN_RUN;
    if (isNotOurs && attempt != null && attempt.isOurs()) {
      drop(attempt);
    } else if (isNotOurs) {
      logs.forget(fence);
    } else if (report.code() == ErrorCode.TOO_LARGE && attempt != null && attempt.isFinished()) {
      Duration took = Objects.requireNonNull(attempt.ending).took();
      Failure why = Failure.of(ErrorCode.TOO_LARGE.name(), report.msg());
      attempt.ending = new Ending(How.FAILED, null, why, false, null, took);
    }
  }

  /** The handler was not called, because the arguments do not fit it. */
  void rejected(long fence, Ending ending, long now) {
    Attempt attempt = attempts.find(fence);
    if (attempt != null) {
      attempt.isRejected = true;
    }
    ended(fence, ending, now);
  }

  void ended(long fence, Ending ending, long now) {
    Attempt attempt = attempts.find(fence);
    if (attempt == null || !attempt.isRunning()) {
      return;
    }
    attempt.ended(ending, now);
    logs.ended(fence, now);
    if (!attempt.isOurs()) {
      attempts.forget(attempt);
    }
  }

  /**
   * The handler logged a line.
   *
   * @param number from 0, in the attempt
   */
  void logged(long fence, long number, LogLine line) {
    Attempt attempt = attempts.find(fence);
    if (attempt != null && attempt.isRunning() && attempt.isOurs()) {
      logs.add(attempt, number, line);
    }
  }

  void progressed(long fence, double fraction, String message) {
    Attempt attempt = attempts.find(fence);
    if (attempt != null) {
      attempt.progressed(fraction, message);
    }
  }

  /** Stops what the server may have given away by now, because it has not answered for so long. */
  void keepLeases(long now) {
    if (now < nextLeaseEnd()) {
      return;
    }
    for (Attempt attempt : List.copyOf(attempts.all())) {
      if (now >= safeUntil(attempt)) {
        LOG.warn("The lease of run {} is over: no answer from the server", attempt.run);
        attempt.isLeaseOver = true;
        attempt.stop(Attempt.Stop.LEASE_OVER, "the lease is over", Duration.ZERO);
      }
    }
  }

  private long safeUntil(Attempt attempt) {
    boolean counts = attempt.isRunning() && attempt.isOurs() && !attempt.isLeaseOver;
    return counts ? attempt.leaseFrom + safeFor : NEVER;
  }

  boolean speak(long now, Sender sender) {
    logs.tidy(now);
    if (!frozen) {
      credit.room(attempts.room());
    }
    return speech.speak(now, sender);
  }

  /** When there is something to say, if nothing comes before. */
  long nextWord() {
    return speech.nextWord();
  }

  /** When the next attempt is to be stopped, if the server does not answer before. */
  long nextLeaseEnd() {
    long next = NEVER;
    for (Attempt attempt : attempts.all()) {
      next = Math.min(next, safeUntil(attempt));
    }
    return next;
  }

  /** Nothing new is taken from now on. */
  void freeze() {
    frozen = true;
  }

  /** Stops everything, because the worker is to end. */
  void stopAll() {
    for (Attempt attempt : List.copyOf(attempts.all())) {
      if (attempt.stop == null) {
        attempt.stop(Attempt.Stop.DRAINED, "the worker is to end", Duration.ZERO);
      }
    }
  }

  /** Whether the server has to wait for nothing from here. */
  boolean isDone() {
    return attempts.held().stream().allMatch(Attempt::isReleased);
  }

  boolean isEmpty() {
    return attempts.isEmpty();
  }

  /** What is given back: all that was stopped because the worker is to end. */
  List<Held> released() {
    return attempts.held().stream()
        .filter(attempt -> attempt.stop == Attempt.Stop.DRAINED && !attempt.isFinished())
        .map(Attempt::held)
        .toList();
  }

  int underWay() {
    int running = 0;
    for (Attempt attempt : attempts.all()) {
      if (attempt.isOurs() && attempt.isRunning()) {
        running++;
      }
    }
    return running;
  }
}
