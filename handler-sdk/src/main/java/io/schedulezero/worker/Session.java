package io.schedulezero.worker;

import io.schedulezero.wire.BadFrame;
import io.schedulezero.wire.ErrorCode;
import io.schedulezero.wire.ErrorReport;
import io.schedulezero.wire.FromServer.Bye;
import io.schedulezero.wire.FromServer.Cancel;
import io.schedulezero.wire.FromServer.Drain;
import io.schedulezero.wire.FromServer.HeartbeatOk;
import io.schedulezero.wire.FromServer.LogAck;
import io.schedulezero.wire.FromServer.ProtocolError;
import io.schedulezero.wire.FromServer.ResultAck;
import io.schedulezero.wire.FromServer.Run;
import io.schedulezero.wire.FromServer.Welcome;
import io.schedulezero.wire.FromWorker;
import io.schedulezero.wire.Header;
import io.schedulezero.wire.Message;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The conversation with one server, over as many connections as it takes. It has no socket, no
 * thread and no clock: it is told what comes and what time it is, and {@link #turn} does what is
 * due. Times are nanoseconds since some instant before the session was made.
 */
final class Session {
  private static final Logger LOG = LoggerFactory.getLogger(Session.class);
  private static final int BEATS_OF_SILENCE = 3;
  private static final long UNTIL_BYE_IS_OUT = TimeUnit.MILLISECONDS.toNanos(250);
  private static final long UNTIL_CANCELLED = TimeUnit.SECONDS.toNanos(12);
  private static final long UNTIL_RETRY = TimeUnit.MILLISECONDS.toNanos(50);
  private static final long AFTER_SUPERSEDED = TimeUnit.SECONDS.toMillis(60);
  private static final int MOST_REFERENCES = 512;

  /** Where the session is. */
  enum Phase {
    /** Between connections. */
    WAITING,
    /** Connected, without a WELCOME. */
    CONNECTING,
    ACTIVE,
    /** BYE is on its way. */
    LEAVING,
    CLOSED
  }

  /** The end that is coming: when what is left is cancelled, and when it is left behind. */
  private record Farewell(ErrorCode code, long cancelAt, long endAt) {}

  private final String address;
  private final Identity identity;
  private final int slots;
  private final Outbox outbox;
  private final Workload work;
  private final Beats beats;
  private final Reconnect reconnect;
  private final Map<Long, Long> fences = new LinkedHashMap<>();
  private Phase phase = Phase.WAITING;
  private long phaseEndsAt;
  private @Nullable Farewell farewell;
  private long id;
  private long seq;
  private long readyAt;
  private boolean readyIsOut;
  private boolean isBlocked;

  /** Why there was no session lately, which is said once; null if there is one. */
  private @Nullable String trouble;

  private long heardAt;
  private @Nullable Long epoch;

  /**
   * @param address of the server, for people
   * @param slots attempts at the same time, for this server
   */
  Session(
      String address,
      Identity identity,
      int slots,
      Outbox outbox,
      Workload.Surroundings surroundings) {
    RandomGenerator random = surroundings.random();
    this.address = address;
    this.identity = identity;
    this.slots = slots;
    this.outbox = outbox;
    this.beats = new Beats(random);
    this.reconnect = new Reconnect(random);
    this.work = new Workload(surroundings.handlers(), slots, beats, surroundings.load());
  }

  Phase phase() {
    return phase;
  }

  /** The attempts, for those who tell how they go. */
  Workload work() {
    return work;
  }

  /** The connection has ended. */
  void broken(long now) {
    if (phase == Phase.CONNECTING || phase == Phase.ACTIVE) {
      lose("the connection ended", null, now);
    }
  }

  /** A message has come. */
  void received(Header header, Message message, long now) {
    if (phase == Phase.CONNECTING) {
      answered(header, message, now);
    } else if (phase == Phase.ACTIVE && header.session() == id) {
      heardAt = now;
      hear(message, now);
    }
  }

  /** What has come is no message. */
  void unreadable(BadFrame why, long now) {
    LOG.warn("Server {} said what cannot be understood: {}", address, why.getMessage());
    if (phase == Phase.CONNECTING) {
      lose("it does not speak this protocol", null, now);
    } else if (phase == Phase.ACTIVE) {
      heardAt = now;
      work.complain(why.report());
    }
  }

  /** Of what may answer READY. */
  private void answered(Header header, Message message, long now) {
    if (message instanceof Welcome welcome && header.session() != 0) {
      welcomed(header.session(), welcome, now);
    } else if (message instanceof ProtocolError error) {
      lose(said(error.error()), error.error().retryInMs(), now);
    } else if (message instanceof Bye bye) {
      lose("it says good-bye: " + bye.code(), retryAfter(bye), now);
    }
  }

  private void welcomed(long session, Welcome welcome, long now) {
    LOG.info("Connected to {} at {}", welcome.server(), address);
    phase = Phase.ACTIVE;
    id = session;
    epoch = welcome.epoch();
    heardAt = now;
    reconnect.welcomed();
    work.welcomed(welcome, readyAt, now);
    if (welcome.drain()) {
      leave(ErrorCode.DRAINING, Workload.NEVER, Workload.NEVER);
    }
  }

  private void hear(Message message, long now) {
    if (message instanceof Run run) {
      work.run(run, now);
    } else if (message instanceof HeartbeatOk ok) {
      trouble = null;
      reconnect.works();
      work.answered(ok, now);
      if (ok.drain()) {
        leave(ErrorCode.DRAINING, Workload.NEVER, Workload.NEVER);
      }
    } else if (message instanceof ResultAck ack) {
      work.acked(ack);
    } else if (message instanceof LogAck ack) {
      work.acked(ack);
    } else if (message instanceof Cancel cancel) {
      work.cancel(cancel);
    } else if (message instanceof Drain drain) {
      drain(drain, now);
    } else if (message instanceof Bye bye) {
      lose("it says good-bye: " + bye.code(), retryAfter(bye), now);
    } else if (message instanceof ProtocolError error) {
      refused(error.error(), now);
    }
  }

  /** Two workers of one name must not take it from each other all the time. */
  private static @Nullable Long retryAfter(Bye bye) {
    return bye.code() == ErrorCode.SUPERSEDED && bye.retryInMs() == null
        ? (Long) AFTER_SUPERSEDED
        : bye.retryInMs();
  }

  private static String said(ErrorReport error) {
    return "it says " + error.code() + ": " + Texts.fit(error.msg(), MOST_REFERENCES);
  }

  private void refused(ErrorReport error, long now) {
    if (error.fatal() || error.code() == ErrorCode.NO_SESSION) {
      lose(said(error), error.retryInMs(), now);
      return;
    }
    LOG.warn("Server {}: {}", address, said(error));
    Long fence = error.ref() == null ? null : fences.get(error.ref().seq());
    if (fence != null) {
      work.refused(error, fence);
    }
  }

  private void drain(Drain drain, long now) {
    LOG.info("Server {} wants this worker to end: {}", address, Texts.fit(drain.reason(), 500));
    work.answerDrain();
    long cancelAt = now + TimeUnit.MILLISECONDS.toNanos(Math.min(drain.deadlineMs(), 1L << 40));
    leave(ErrorCode.DRAINING, cancelAt, cancelAt + UNTIL_CANCELLED);
  }

  /**
   * Takes nothing new, ends what is there, and then the session.
   *
   * @param cancelAfter what is not over by then is stopped
   * @param endAfter by then the session is over
   */
  void drain(Duration cancelAfter, Duration endAfter, long now) {
    leave(ErrorCode.SHUTTING_DOWN, now + cancelAfter.toNanos(), now + endAfter.toNanos());
  }

  private void leave(ErrorCode code, long cancelAt, long endAt) {
    Farewell before = farewell;
    work.freeze();
    farewell =
        before == null
            ? new Farewell(code, cancelAt, endAt)
            : new Farewell(
                before.code, Math.min(cancelAt, before.cancelAt), Math.min(endAt, before.endAt));
  }

  /** The session is over, if there is one, and another follows. */
  private void lose(String why, @Nullable Long retryInMillis, long now) {
    long wait = reconnect.nextWait(retryInMillis);
    String message = "No session with server {}: {}; it is tried again in {} ms";
    long millis = TimeUnit.NANOSECONDS.toMillis(wait);
    if (why.equals(trouble)) {
      LOG.debug(message, address, why, millis);
    } else {
      LOG.warn(message, address, why, millis);
    }
    trouble = why;
    outbox.disconnect();
    phase = Phase.WAITING;
    phaseEndsAt = now + wait;
  }

  /** Does what is due. Returns after how many nanoseconds it wants to be called again. */
  long turn(long now) {
    work.keepLeases(now);
    isBlocked = false;
    switch (phase) {
      case WAITING -> {
        if (now >= phaseEndsAt) {
          connect(now);
        }
      }
      case CONNECTING -> {
        if (now >= phaseEndsAt) {
          lose("no WELCOME came", null, now);
        } else {
          sayReady(now);
        }
      }
      case ACTIVE -> speak(now);
      case LEAVING -> {
        if (now >= phaseEndsAt) {
          close();
        }
      }
      case CLOSED -> LOG.trace("closed");
    }
    if (farewell != null) {
      goOn(farewell, now);
    }
    return Math.max(0, nextDue(now) - now);
  }

  private void connect(long now) {
    phase = Phase.CONNECTING;
    phaseEndsAt = now + reconnect.nextPatience();
    id = 0;
    seq = 0;
    fences.clear();
    readyIsOut = false;
    outbox.connect();
    sayReady(now);
  }

  private void sayReady(long now) {
    if (!readyIsOut) {
      readyAt = now;
      readyIsOut = send(identity.ready(slots, work.beginCredit(), work.resume(), epoch), false, 0);
    }
  }

  private void speak(long now) {
    if (now - heardAt > BEATS_OF_SILENCE * beats.every()) {
      lose("it is silent", null, now);
    } else {
      work.speak(now, this::send);
    }
  }

  private boolean send(FromWorker message, boolean again, long fence) {
    Header header = Header.of(message, id, seq + 1);
    if (!outbox.send(again ? header.with(Header.RETRANSMIT) : header, message)) {
      isBlocked = true;
      return false;
    }
    seq++;
    if (fence != 0) {
      fences.put(seq, fence);
      if (fences.size() > MOST_REFERENCES) {
        fences.remove(fences.keySet().iterator().next());
      }
    }
    return true;
  }

  /** The worker is to end. */
  private void goOn(Farewell end, long now) {
    if (phase == Phase.LEAVING || phase == Phase.CLOSED) {
      return;
    }
    if (now >= end.cancelAt) {
      work.stopAll();
    }
    boolean isOver = now >= end.endAt;
    if (phase == Phase.ACTIVE && (work.isDone() || isOver)) {
      if (send(new FromWorker.Bye(end.code, work.released()), false, 0)) {
        phase = Phase.LEAVING;
        phaseEndsAt = now + UNTIL_BYE_IS_OUT;
      }
    }
    if (phase != Phase.LEAVING && (isOver || (phase != Phase.ACTIVE && work.isEmpty()))) {
      close();
    }
  }

  private void close() {
    outbox.disconnect();
    phase = Phase.CLOSED;
  }

  private long nextDue(long now) {
    long due =
        switch (phase) {
          case WAITING, LEAVING -> phaseEndsAt;
          case CONNECTING -> readyIsOut ? phaseEndsAt : now + UNTIL_RETRY;
          case ACTIVE ->
              Math.min(
                  isBlocked ? now + UNTIL_RETRY : work.nextWord(),
                  heardAt + BEATS_OF_SILENCE * beats.every() + 1);
          case CLOSED -> Workload.NEVER;
        };
    if (phase == Phase.CLOSED) {
      return due;
    }
    due = Math.min(due, work.nextLeaseEnd());
    if (farewell == null || phase == Phase.LEAVING) {
      return due;
    }
    long end = now >= farewell.cancelAt ? farewell.endAt : farewell.cancelAt;
    return Math.min(due, end);
  }
}
