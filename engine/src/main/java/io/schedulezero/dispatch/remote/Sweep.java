package io.schedulezero.dispatch.remote;

import io.schedulezero.run.AttemptOutcome;
import io.schedulezero.run.Failure;
import io.schedulezero.wire.ErrorCode;
import io.schedulezero.wire.FromServer.Cancel;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What time brings: leases end, sessions fall silent, what was not answered is sent again. Looks at
 * everything a few times in each lease, and only when all that has come is handled.
 */
final class Sweep {
  private static final Logger LOG = LoggerFactory.getLogger(Sweep.class);
  private static final int BEATS_UNTIL_SILENT = 3;
  private static final int SWEEPS_PER_BEAT = 4;
  private static final Duration UNANSWERED = Duration.ofSeconds(5);
  private static final Duration OVERTIME = Duration.ofSeconds(10);
  private static final Duration REMEMBERED = Duration.ofHours(1);
  private static final Duration LONGEST = Duration.ofMillis(500);
  private static final Duration LONGEST_WHEN_EMPTY = Duration.ofSeconds(1);

  private final Hall hall;
  private final Conversation conversation;
  private final Sending sending;
  private final long every;
  private final long whenEmpty;
  private long nextAt;

  Sweep(Hall hall, Conversation conversation, Sending sending) {
    this.hall = hall;
    this.conversation = conversation;
    this.sending = sending;
    long beat = hall.options().heartbeat().toNanos();
    long share = beat / SWEEPS_PER_BEAT;
    this.whenEmpty = Math.min(beat, LONGEST_WHEN_EMPTY.toNanos());
    this.every = Math.max(1, Math.min(share, LONGEST.toNanos()));
  }

  /** Returns after how many nanoseconds it wants to be called again. */
  long sweep() {
    if (hall.authority().hasChanged()) {
      List.copyOf(hall.desk().sessions()).forEach(this::mustBeAllowed);
    }
    long left = nextAt - hall.nanos();
    if (left > 0) {
      return left;
    }
    long next = hall.desk().isEmpty() ? whenEmpty : every;
    nextAt = hall.nanos() + next;
    List.copyOf(hall.desk().sessions()).forEach(this::look);
    for (RemoteWorker worker : hall.desk().workers()) {
      for (Lease lease : worker.leases()) {
        look(worker, lease);
      }
      if (worker.isGone() && worker.lastSeen().isBefore(hall.now().minus(REMEMBERED))) {
        hall.forget(worker);
      }
    }
    hall.watch().sweep(hall.nanos());
    return next;
  }

  /** What it has runs out with its leases, if no other worker of its name takes it up. */
  private void mustBeAllowed(Session session) {
    String refusal =
        hall.authority().refusal(session.peer, session.worker.name, session.hosted.keySet());
    if (refusal != null) {
      conversation.evict(session, ErrorCode.NOT_AUTHORIZED, refusal);
    }
  }

  private void look(Session session) {
    long silence = hall.nanos() - session.heardAt;
    if (silence > hall.options().lease().toNanos()) {
      conversation.evict(session, ErrorCode.NO_SESSION, "no sign of life for a lease");
    } else if (silence > hall.options().heartbeat().toNanos() * BEATS_UNTIL_SILENT) {
      session.silent = true;
    }
    if (session.goesOn(hall.nanos())) {
      hall.listener().roomGrew();
    }
  }

  private void look(RemoteWorker worker, Lease lease) {
    if (lease.deadline == Lease.NEVER) {
      return;
    }
    if (hall.nanos() >= lease.deadline) {
      lost(worker, lease);
      return;
    }
    Session session = worker.session();
    if (session == null || lease.sentAt == Lease.NEVER) {
      return;
    }
    long since = hall.nanos() - lease.sentAt;
    if (!lease.known && since > UNANSWERED.toNanos() && session.instance.equals(lease.instance)) {
      sending.sendAgain(session, lease);
    }
    Duration timeout = lease.attempt.timeout();
    if (timeout != null
        && !lease.reminded
        && since > timeout.plus(OVERTIME).toNanos()
        && lease.cancelled() == null) {
      lease.reminded = true;
      hall.voice().say(session, hard(lease, "it takes longer than its timeout " + timeout));
    }
  }

  /** What an earlier process of its name had says nothing about the one that is there. */
  private static boolean isOfProcess(RemoteWorker worker, Lease lease) {
    Session latest = worker.latest();
    return latest != null && latest.instance.equals(lease.instance) && !lease.barred;
  }

  private static Cancel hard(Lease lease, String reason) {
    return new Cancel(
        lease.attempt.run().toString(), lease.attempt.fence(), Cancel.Mode.HARD, 0, reason);
  }

  private void lost(RemoteWorker worker, Lease lease) {
    Duration waited = lease.adopted ? hall.options().grace() : hall.options().lease();
    LOG.warn(
        "Worker {} has given no sign of life of run {} of {} for {}: the attempt is lost",
        worker.name,
        lease.attempt.run(),
        lease.attempt.handler(),
        waited);
    if (isOfProcess(worker, lease)) {
      hall.watch().lost(worker, lease, hall.nanos());
    }
    hall.end(
        worker,
        lease,
        AttemptOutcome.LOST,
        Failure.of("lost", "worker " + worker.name + " gave no sign of life for " + waited));
  }
}
