package io.schedulezero.dispatch.remote;

import io.schedulezero.run.AttemptOutcome;
import io.schedulezero.run.Failure;
import io.schedulezero.run.Outcome;
import io.schedulezero.run.RunId;
import io.schedulezero.transport.Peer;
import io.schedulezero.wire.ErrorCode;
import io.schedulezero.wire.ErrorReport;
import io.schedulezero.wire.FromServer.Bye;
import io.schedulezero.wire.FromServer.HeartbeatOk;
import io.schedulezero.wire.FromServer.LogAck;
import io.schedulezero.wire.FromServer.Notice;
import io.schedulezero.wire.FromWorker;
import io.schedulezero.wire.FromWorker.Ack;
import io.schedulezero.wire.FromWorker.Heartbeat;
import io.schedulezero.wire.FromWorker.Log;
import io.schedulezero.wire.FromWorker.Progress;
import io.schedulezero.wire.FromWorker.Ready;
import io.schedulezero.wire.FromWorker.Result;
import io.schedulezero.wire.FromWorker.ResultStatus;
import io.schedulezero.wire.Header;
import io.schedulezero.wire.Held;
import io.schedulezero.wire.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a worker says, and what follows from it: the protocol, message by message. */
final class Conversation {
  private static final Logger LOG = LoggerFactory.getLogger(Conversation.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Hall hall;
  private final Welcoming welcoming;
  private final Patience patience = new Patience();

  Conversation(Hall hall) {
    this.hall = hall;
    this.welcoming = new Welcoming(hall);
  }

  void heard(Peer peer, Header header, Message message) {
    if (message instanceof Ready ready) {
      if (patience.endsAtReady(peer, hall.nanos())) {
        turnOut(peer, "more READY than one in a second");
      } else {
        welcoming.ready(peer, ready);
      }
      return;
    }
    Session session = hall.desk().session(peer, header.session());
    if (session == null) {
      if (patience.endsAtStray(peer, hall.nanos())) {
        turnOut(peer, "more messages without a session than 500 in a second");
      } else {
        hall.voice().refuse(peer, header.session(), noSession(header));
      }
      return;
    }
    if (session.heard(hall.now(), hall.nanos())) {
      hall.listener().roomGrew();
    }
    answer(session, message);
  }

  private static ErrorReport noSession(Header header) {
    ErrorReport.Ref ref =
        header.seq() > 0 && header.seq() < 1L << 53
            ? new ErrorReport.Ref(header.type(), header.seq())
            : null;
    return new ErrorReport(
        ErrorCode.NO_SESSION, "this session is not known; say READY", ref, true, null, null);
  }

  private void answer(Session session, Message message) {
    if (message instanceof Result result) {
      result(session, result);
    } else if (message instanceof Ack ack) {
      ack(session, ack);
    } else if (message instanceof Heartbeat beat) {
      heartbeat(session, beat);
    } else if (message instanceof Log log) {
      log(session, log);
    } else if (message instanceof Progress progress) {
      progress(session, progress);
    } else if (message instanceof FromWorker.Bye bye) {
      bye(session, bye);
    } else if (message instanceof FromWorker.ProtocolError error) {
      LOG.warn("Worker {} says {}", session.worker.name, error.error());
    } else {
      mistake(session, "a worker does not say " + message.kind());
    }
  }

  private void result(Session session, Result result) {
    session.quota.raise(result.credit());
    RemoteWorker worker = session.worker;
    RunId run = RunId.parse(result.run());
    Lease lease = worker.lease(run, result.fence());
    if (lease == null) {
      hall.results().lookUp(worker, run, result.fence());
      hall.listener().roomGrew();
      return;
    }
    if (result.attempt() != lease.attempt.attempt()) {
      mistake(
          session,
          "run %s has fence %d as attempt %d, not %d"
              .formatted(run, result.fence(), lease.attempt.attempt(), result.attempt()));
      return;
    }
    worker.remove(lease);
    hall.watch().ended(worker, lease, result, hall.nanos());
    hall.results().record(worker, lease, outcome(lease, result));
  }

  /** An attempt that nobody here cancelled was cancelled by its worker, which is about to end. */
  private static Outcome outcome(Lease lease, Result result) {
    String reason = lease.cancelled();
    if (result.status() != ResultStatus.CANCELLED || reason == null) {
      return Messages.outcome(result);
    }
    String said = result.error() == null ? "" : result.error().message();
    String message = said.contains(reason) ? said : reason;
    return Outcome.ended(AttemptOutcome.CANCELLED, Failure.of("cancelled", message));
  }

  private void ack(Session session, Ack ack) {
    if (ack.credit() != null && session.quota.raise(ack.credit())) {
      hall.listener().roomGrew();
    }
    Lease lease = lease(session, ack.run(), ack.fence());
    if (ack.of() != Ack.Of.RUN || lease == null) {
      return;
    }
    if (ack.status() == Ack.Status.ACCEPTED) {
      lease.known = true;
      hall.renew(lease);
    } else {
      rejected(session, lease, Objects.requireNonNullElse(ack.reason(), "no reason given"));
    }
  }

  private @Nullable Lease lease(Session session, @Nullable String run, @Nullable Long fence) {
    return run == null || fence == null ? null : session.worker.lease(RunId.parse(run), fence);
  }

  /** It is not given the same again at once, or the two would do nothing else. */
  private void rejected(Session session, Lease lease, String reason) {
    if (reason.equals(ErrorCode.UNKNOWN_HANDLER.name())) {
      session.hosted.remove(lease.attempt.handler());
      hall.listener().begun();
    } else if (reason.equals(ErrorCode.DRAINING.name())) {
      session.draining = true;
    } else {
      session.pauseUntil(hall.nanos() + PAUSE.toNanos());
    }
    LOG.warn(
        "Worker {} does not take run {} of {}: {}; it goes back to the queue",
        session.worker.name,
        lease.attempt.run(),
        lease.attempt.handler(),
        reason);
    hall.takeBack(session.worker, lease, "worker " + session.worker.name + ": " + reason);
  }

  private void heartbeat(Session session, Heartbeat beat) {
    if (!session.beats.take(hall.nanos())) {
      evict(session, ErrorCode.RATE_LIMITED, "more heartbeats than ten in a second");
      return;
    }
    session.worker.loaded(session, beat.load());
    if (session.quota.raise(beat.credit())) {
      hall.listener().roomGrew();
    }
    List<Notice> notices = new ArrayList<>();
    for (Held held : beat.runs()) {
      notice(session, held, notices);
    }
    HeartbeatOk ok = new HeartbeatOk(beat.n(), notices, session.worker.isLeaving());
    hall.echoes().answer(session, ok, hall.desk().sessions().size());
  }

  private void notice(Session session, Held held, List<Notice> notices) {
    RunId run = RunId.parse(held.run());
    Lease lease = session.worker.lease(run, held.fence());
    if (lease != null) {
      lease.known = true;
      lease.instance = session.instance;
      hall.renew(lease);
      if (lease.cancelled() != null) {
        notices.add(new Notice(held.run(), held.fence(), Notice.Word.CANCEL));
      }
    } else if (!hall.results().isSettling(run, held.fence())) {
      notices.add(new Notice(held.run(), held.fence(), Notice.Word.GONE));
    }
  }

  private void progress(Session session, Progress progress) {
    Lease lease = lease(session, progress.run(), progress.fence());
    if (lease != null) {
      hall.renew(lease);
      lease.reports.progressed(lease.attempt.run(), progress.p(), progress.msg());
    }
  }

  /** Lines may come after the result, which goes first. */
  private void log(Session session, Log log) {
    RunId run = RunId.parse(log.run());
    Lease lease = session.worker.lease(run, log.fence());
    AttemptLines lines =
        lease == null ? hall.results().linesOf(session.worker, run, log.fence()) : lease.lines;
    try {
      if (lines != null) {
        lines.take(log, hall.now(), hall.options().maxLogLines());
      }
    } catch (IllegalArgumentException e) {
      mistake(session, String.valueOf(e.getMessage()));
      return;
    }
    long upTo = log.from() + log.lines();
    hall.voice().say(session, new LogAck(log.run(), log.fence(), upTo, Hall.LOG_WINDOW));
  }

  private void bye(Session session, FromWorker.Bye bye) {
    for (Held held : bye.released()) {
      Lease lease = session.worker.lease(RunId.parse(held.run()), held.fence());
      if (lease != null) {
        hall.end(
            session.worker,
            lease,
            AttemptOutcome.CANCELLED,
            Failure.of("released", "worker " + session.worker.name + " gave it back"));
      }
    }
    LOG.info("Worker {} says good-bye: {}", session.worker.name, bye.code());
    session.saidGoodBye = true;
    leave(session, "it said good-bye: " + bye.code());
    hall.voice().evict(session.peer);
    hall.listener().roomGrew();
  }

  private void leave(Session session, String why) {
    hall.desk().close(session);
    hall.watch().left(session.worker, why);
  }

  /** Frames that are no message came from this connection. */
  void unreadable(Peer peer, ErrorReport why) {
    Session session = hall.desk().session(peer);
    if (session == null) {
      hall.voice().refuse(peer, 0, why);
      hall.voice().evict(peer);
    } else {
      hall.voice().refuse(peer, session.id, why);
      count(session, why.msg());
    }
  }

  private void mistake(Session session, String what) {
    hall.voice()
        .refuse(
            session.peer,
            session.id,
            new ErrorReport(ErrorCode.BAD_FRAME, what, null, false, null, null));
    count(session, what);
  }

  private void count(Session session, String what) {
    LOG.warn("Worker {} said what cannot be understood: {}", session.worker.name, what);
    if (!session.mistakes.take(hall.nanos())) {
      evict(session, ErrorCode.BAD_FRAME, "more mistakes than five in a minute");
    }
  }

  /** Ends a connection that asks too much, with its session if it has one. */
  private void turnOut(Peer peer, String why) {
    Session session = hall.desk().session(peer);
    if (session != null) {
      evict(session, ErrorCode.RATE_LIMITED, why);
      return;
    }
    LOG.warn("The connection of {} is ended: {}", peer, why);
    hall.voice().refuse(peer, ErrorCode.RATE_LIMITED, why, null);
    hall.voice().evict(peer);
  }

  /** Ends a session. What the worker holds stays its own until the lease ends. */
  void evict(Session session, ErrorCode code, String why) {
    LOG.warn("The session of worker {} is ended: {}", session.worker.name, why);
    hall.voice().say(session, new Bye(code, null));
    leave(session, why);
    hall.voice().evict(session.peer);
  }

  /** A connection is gone. */
  void gone(Peer peer) {
    patience.forget(peer);
    Session session = hall.desk().session(peer);
    if (session != null) {
      LOG.warn(
          "The connection of worker {} is gone; its attempts are waited for", session.worker.name);
      leave(session, "its connection is gone");
    }
  }
}
