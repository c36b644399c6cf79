package io.schedulezero.wire;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a server says to a worker. */
public sealed interface FromServer extends Message {
  /**
   * Answers {@link FromWorker.Ready} and opens the session, whose id is in the header of this
   * message and of all that follow.
   *
   * @param server name of the server
   * @param epoch grows with each start of the server
   * @param minor the version that both speak from now on
   * @param hbMs how far apart heartbeats are
   * @param leaseMs for how long an attempt belongs to the worker without a sign of life
   * @param resume what becomes of the attempts that the worker still holds
   * @param drain whether the worker is to drain, as {@link Drain} says
   */
  record Welcome(
      String server,
      long epoch,
      int minor,
      long hbMs,
      long leaseMs,
      Limits limits,
      List<Resumed> resume,
      boolean drain)
      implements FromServer {
    public Welcome {
      Checks.notEmpty("server", server);
      Checks.atLeast("epoch", epoch, 0);
      Checks.atLeast("minor", minor, 0);
      Checks.atLeast("hbMs", hbMs, 1);
      Checks.atLeast("leaseMs", leaseMs, 1);
      resume = List.copyOf(resume);
    }

    @Override
    public Kind kind() {
      return Kind.WELCOME;
    }
  }

  /**
   * What the worker must keep to.
   *
   * @param body bytes of a body
   * @param payload bytes of a payload
   * @param logWindow bytes of log lines that may be under way without an answer
   * @param progressMs how far apart the progress messages of one attempt are at least
   */
  record Limits(int body, int payload, long logWindow, long progressMs) {
    public Limits {
      Checks.between("limits.body", body, 1, Codec.MAX_BODY);
      Checks.atLeast("limits.payload", payload, 0);
      Checks.atLeast("limits.logWindow", logWindow, 0);
      Checks.atLeast("limits.progressMs", progressMs, 0);
    }
  }

  /** What becomes of an attempt that outlived a session. */
  record Resumed(String run, long fence, Verdict verdict) {
    /** What the worker does with the attempt. */
    public enum Verdict {
      KEEP,
      CANCEL,
      /** Forget it: it is not the worker's any more. */
      DROP,
      /** Send its result again. */
      RESEND
    }

    public Resumed {
      Checks.run(run);
      Checks.fence(fence);
    }
  }

  /**
   * Answers {@link FromWorker.Heartbeat}.
   *
   * @param n of the heartbeat
   * @param runs only the attempts about which there is something to say
   * @param drain as in {@link Welcome}
   */
  record HeartbeatOk(long n, List<Notice> runs, boolean drain) implements FromServer {
    public HeartbeatOk {
      Checks.atLeast("n", n, 0);
      runs = Checks.atMost("runs", runs, FromWorker.Heartbeat.MOST_RUNS);
    }

    @Override
    public Kind kind() {
      return Kind.HEARTBEAT_OK;
    }
  }

  /** What the worker has to know about an attempt: {@code [run, fence, word]} in JSON. */
  record Notice(String run, long fence, Word word) {
    /** What it has to know. */
    public enum Word {
      /** It is not the worker's any more: abort it. */
      GONE,
      /** It was cancelled: repeated until it has ended. */
      CANCEL
    }

    public Notice {
      Checks.run(run);
      Checks.fence(fence);
    }
  }

  /**
   * An attempt to execute. The worker answers with {@link FromWorker.Ack}, and later with {@link
   * FromWorker.Result}. Sent again, with the same fence, if no answer comes: a worker begins each
   * fence once.
   *
   * @param schedule id of the schedule that fired, if one did
   * @param fireTime the nominal time of the run; not to be compared with a clock
   * @param key what makes the run unique for its handler, if its author said so
   * @param timeoutMs after which the worker stops the attempt; never if null
   * @param prio 0 to 9, higher goes first
   * @param trace context of a distributed trace, as in the header {@code traceparent}
   * @param args the arguments, one JSON object as text; null if they are the payload
   * @param payload the arguments, if they are not {@code args}
   */
  record Run(
      String run,
      int attempt,
      long fence,
      String handler,
      @Nullable String schedule,
      Instant fireTime,
      @Nullable String key,
      long leaseMs,
      @Nullable Long timeoutMs,
      int prio,
      @Nullable String trace,
      @Nullable String args,
      @Nullable Payload payload)
      implements FromServer {
    public Run {
      Checks.run(run);
      Checks.atLeast("attempt", attempt, 1);
      Checks.fence(fence);
      Checks.name("handler", handler);
      Checks.atLeast("leaseMs", leaseMs, 1);
      Checks.atLeast("timeoutMs", timeoutMs, 1);
      Checks.between("prio", prio, 0, 9);
      if ((args == null) == (payload == null)) {
        throw new IllegalArgumentException("a RUN has its arguments in args or in the payload");
      }
    }

    @Override
    public Kind kind() {
      return Kind.RUN;
    }
  }

  /**
   * Stops an attempt. The worker answers with {@link FromWorker.Ack}; the end comes as {@link
   * FromWorker.Result} as usual.
   *
   * @param graceMs how long a soft cancellation may take before it becomes a hard one
   * @param reason for people
   */
  record Cancel(String run, long fence, Mode mode, long graceMs, String reason)
      implements FromServer {
    /** How the attempt is stopped. */
    public enum Mode {
      /** The handler is asked to end. */
      SOFT,
      /** The handler is interrupted. */
      HARD
    }

    public Cancel {
      Checks.run(run);
      Checks.fence(fence);
      Checks.atLeast("graceMs", graceMs, 0);
    }

    @Override
    public Kind kind() {
      return Kind.CANCEL;
    }
  }

  /**
   * Answers {@link FromWorker.Result}, after it is durable. Whatever the status, the worker forgets
   * the attempt.
   */
  record ResultAck(String run, long fence, Status status) implements FromServer {
    /** What became of the result. */
    public enum Status {
      COMMITTED,
      /** It had been committed before. */
      DUPLICATE,
      /** A later attempt has begun: the result changes nothing. */
      SUPERSEDED,
      /** The server knows no such run. */
      UNKNOWN
    }

    public ResultAck {
      Checks.run(run);
      Checks.fence(fence);
    }

    @Override
    public Kind kind() {
      return Kind.SERVER_ACK;
    }
  }

  /**
   * Answers {@link FromWorker.Log}.
   *
   * @param upTo the number below which the server has all lines
   * @param window bytes of log lines that may be under way from now on
   */
  record LogAck(String run, long fence, long upTo, long window) implements FromServer {
    public LogAck {
      Checks.run(run);
      Checks.fence(fence);
      Checks.atLeast("upTo", upTo, 0);
      Checks.atLeast("window", window, 0);
    }

    @Override
    public Kind kind() {
      return Kind.SERVER_ACK;
    }
  }

  /**
   * Asks the worker to take nothing new, finish what it holds and end with {@link FromWorker.Bye}.
   * Answered by {@link FromWorker.Ack}.
   *
   * @param deadlineMs after which it cancels what is left
   * @param reason for people
   */
  record Drain(long deadlineMs, String reason) implements FromServer {
    public Drain {
      Checks.atLeast("deadlineMs", deadlineMs, 0);
    }

    @Override
    public Kind kind() {
      return Kind.DRAIN;
    }
  }

  /**
   * The last message of a session that the server ends.
   *
   * @param retryInMs when the worker may come back, if that is known
   */
  record Bye(ErrorCode code, @Nullable Long retryInMs) implements FromServer {
    public Bye {
      Checks.atLeast("retryInMs", retryInMs, 0);
    }

    @Override
    public Kind kind() {
      return Kind.SERVER_BYE;
    }
  }

  /** The server cannot read or do what the worker said. Not answered. */
  record ProtocolError(ErrorReport error) implements FromServer {
    @Override
    public Kind kind() {
      return Kind.SERVER_ERROR;
    }
  }
}
