package io.schedulezero.dispatch.remote;

import io.schedulezero.run.Failure;
import io.schedulezero.run.Outcome;
import io.schedulezero.run.Outcome.Wish;
import io.schedulezero.wire.BadFrame;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The way of an attempt to its worker. */
final class Sending {
  private static final Duration PAUSE = Duration.ofMillis(100);

  private final Hall hall;

  Sending(Hall hall) {
    this.hall = hall;
  }

  /** Its start is committed: from here on it may begin. */
  void send(RemoteWorker worker, @Nullable Session chosen, Lease lease) {
    Session session = worker.session();
    if (session == null || session != chosen) {
      hall.takeBack(worker, lease, "worker " + worker.name + " went before it was sent");
    } else if (lease.cancelled() != null) {
      session.quota.giveBack();
      hall.takeBack(worker, lease, "it was cancelled before it was sent");
    } else {
      begin(worker, session, lease);
    }
  }

  private void begin(RemoteWorker worker, Session session, Lease lease) {
    lease.instance = session.instance;
    lease.sentAt = hall.nanos();
    lease.lines.begin(hall.now());
    hall.renew(lease);
    try {
      if (!deliver(session, lease)) {
        session.quota.giveBack();
        session.pauseUntil(hall.nanos() + PAUSE.toNanos());
        hall.takeBack(worker, lease, "the connection of worker " + worker.name + " is full");
      }
    } catch (BadFrame tooMuch) {
      session.quota.giveBack();
      if (worker.remove(lease)) {
        Failure why = Failure.of("too_large", "it cannot be sent: " + tooMuch.getMessage());
        hall.results().record(worker, lease, Outcome.failed(why, new Wish.GiveUp()));
      }
    }
  }

  private boolean deliver(Session session, Lease lease) throws BadFrame {
    long millis = hall.options().lease().toMillis();
    return hall.voice().send(session, lease.attempt, millis, false);
  }

  /** Nobody has heard of it since it was sent. */
  void sendAgain(Session session, Lease lease) {
    lease.sentAt = hall.nanos();
    try {
      hall.voice().send(session, lease.attempt, hall.options().lease().toMillis(), true);
    } catch (BadFrame impossible) {
      throw new IllegalStateException(
          "Run " + lease.attempt.run() + " was sent before", impossible);
    }
  }
}
