package io.schedulezero.wire;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a worker says to a server. */
public sealed interface FromWorker extends Message {
  /** How an attempt ended, or that it never began. */
  enum ResultStatus {
    SUCCEEDED,
    FAILED,
    TIMED_OUT,
    CANCELLED,
    /** The handler was not called: it is not hosted here, or refused the arguments. */
    REJECTED
  }

  /**
   * Opens a session; the first message on a new socket. The server answers with {@link
   * FromServer.Welcome} or {@link FromServer.ProtocolError}, always.
   *
   * @param proto the minor versions that the worker speaks; the server chooses one
   * @param instance of the process: a new one for each start
   * @param client what the worker is, for people, such as {@code java/1.0.0}
   * @param labels what a server may choose workers by
   * @param slots how many attempts it executes at the same time
   * @param credit how many runs this session may receive
   * @param resume the attempts that it still holds from an earlier session
   * @param epoch of the server that it was connected to before, if it was
   * @param features optional parts of the protocol that the worker has
   * @param payload what the worker says of its handlers, if it says anything
   */
  record Ready(
      Versions proto,
      String worker,
      UUID instance,
      String client,
      List<Hosted> handlers,
      Map<String, String> labels,
      int slots,
      long credit,
      List<Resume> resume,
      @Nullable Long epoch,
      List<String> features,
      @Nullable Payload payload)
      implements FromWorker {
    public static final int MOST_HANDLERS = 500;

    public Ready {
      Checks.name("worker", worker);
      handlers = Checks.atMost("handlers", handlers, MOST_HANDLERS);
      labels = Checks.sorted(labels);
      Checks.atLeast("slots", slots, 1);
      Checks.atLeast("credit", credit, 0);
      resume = List.copyOf(resume);
      Checks.atLeast("epoch", epoch, 0);
      features = List.copyOf(features);
    }

    @Override
    public Kind kind() {
      return Kind.READY;
    }
  }

  /**
   * A handler that the worker hosts.
   *
   * @param ver which version of it, if it has any
   */
  record Hosted(String name, @Nullable String ver) {
    public Hosted {
      Checks.name("name", name);
    }
  }

  /** An attempt that outlived a session. */
  record Resume(String run, int attempt, long fence, State state) {
    /** Where the attempt is. */
    public enum State {
      RUNNING,
      /** Its result is kept until the server has it. */
      FINISHED
    }

    public Resume {
      Checks.run(run);
      Checks.atLeast("attempt", attempt, 1);
      Checks.fence(fence);
    }
  }

  /**
   * Says that the worker lives, and renews the lease of all attempts that it holds. Sent at the
   * pace that {@link FromServer.Welcome} sets; answered by {@link FromServer.HeartbeatOk}.
   *
   * @param n grows with each heartbeat of the session
   * @param credit how many runs the session may have received in all; only ever grows
   * @param runs all attempts that the worker holds
   * @param load figures for people, by name
   */
  record Heartbeat(long n, long credit, List<Held> runs, Map<String, Double> load)
      implements FromWorker {
    public static final int MOST_RUNS = 1_000;

    public Heartbeat {
      Checks.atLeast("n", n, 0);
      Checks.atLeast("credit", credit, 0);
      runs = Checks.atMost("runs", runs, MOST_RUNS);
      load = Checks.sorted(load);
      load.forEach(
          (name, value) -> {
            if (!Double.isFinite(value)) {
              throw new IllegalArgumentException("load " + Checks.shown(name) + " is not finite");
            }
          });
    }

    @Override
    public Kind kind() {
      return Kind.HEARTBEAT;
    }
  }

  /**
   * Answers {@link FromServer.Run}, {@link FromServer.Cancel} and {@link FromServer.Drain}. A run
   * that is rejected goes back to the queue, and its attempt does not count.
   *
   * @param run none for a drain
   * @param fence none for a drain
   * @param reason why it was rejected
   * @param credit as in a heartbeat, if it has changed
   */
  record Ack(
      Of of,
      @Nullable String run,
      @Nullable Long fence,
      Status status,
      @Nullable String reason,
      @Nullable Long credit)
      implements FromWorker {
    /** What is answered. */
    public enum Of {
      RUN,
      CANCEL,
      DRAIN
    }

    /** Whether the worker does it. */
    public enum Status {
      ACCEPTED,
      REJECTED
    }

    public Ack {
      if ((run == null) != (of == Of.DRAIN) || (fence == null) != (of == Of.DRAIN)) {
        throw new IllegalArgumentException(
            "run and fence go with an ACK of RUN and of CANCEL, and not with one of DRAIN");
      }
      if (run != null) {
        Checks.run(run);
      }
      Checks.atLeast("fence", fence, 1);
      Checks.atLeast("credit", credit, 0);
    }

    @Override
    public Kind kind() {
      return Kind.WORKER_ACK;
    }
  }

  /**
   * How far a handler says it is. May be lost, and is not answered; the latest counts.
   *
   * @param n grows with each progress of the attempt
   * @param p 0 to 1
   */
  record Progress(String run, long fence, long n, double p, String msg) implements FromWorker {
    public static final int MAX_MSG = 1_024;

    public Progress {
      Checks.run(run);
      Checks.fence(fence);
      Checks.atLeast("n", n, 0);
      if (!(p >= 0 && p <= 1)) {
        throw new IllegalArgumentException("p is " + p + "; it must be 0 to 1");
      }
      Checks.atMostBytes("msg", msg, MAX_MSG);
    }

    @Override
    public Kind kind() {
      return Kind.PROGRESS;
    }
  }

  /**
   * Lines that a handler logged, as NDJSON. Answered by {@link FromServer.LogAck}, which gives room
   * for more.
   *
   * @param from number of the first line, counted from 0 in each attempt
   * @param lines how many lines there are in the payload
   * @param dropped how many lines the worker has thrown away so far in this attempt
   */
  record Log(String run, long fence, long from, int lines, long dropped, Payload payload)
      implements FromWorker {
    public static final int MAX_BYTES = 64 * 1024;

    public Log {
      Checks.run(run);
      Checks.fence(fence);
      Checks.atLeast("from", from, 0);
      Checks.atLeast("lines", lines, 0);
      Checks.atLeast("dropped", dropped, 0);
      Checks.between("len", payload.bytes().length, 0, MAX_BYTES);
    }

    @Override
    public Kind kind() {
      return Kind.LOG;
    }
  }

  /**
   * How an attempt ended. Sent again until {@link FromServer.ResultAck} answers it.
   *
   * @param retryable whether another attempt makes sense, if this one did not succeed
   * @param retryInMs when the handler wishes for the next attempt; the retry policy decides if null
   * @param error why it did not succeed; null if it did
   * @param durMs how long the handler took
   * @param credit as in a heartbeat
   * @param payload what the handler returned; only if it succeeded
   */
  record Result(
      String run,
      int attempt,
      long fence,
      ResultStatus status,
      boolean retryable,
      @Nullable Long retryInMs,
      @Nullable Failure error,
      long durMs,
      long credit,
      @Nullable Payload payload)
      implements FromWorker {
    public Result {
      Checks.run(run);
      Checks.atLeast("attempt", attempt, 1);
      Checks.fence(fence);
      Checks.atLeast("retryInMs", retryInMs, 0);
      Checks.atLeast("durMs", durMs, 0);
      Checks.atLeast("credit", credit, 0);
      boolean succeeded = status == ResultStatus.SUCCEEDED;
      if (succeeded == (error != null)) {
        throw new IllegalArgumentException("error goes with every status but succeeded");
      }
      if (payload != null && !succeeded) {
        throw new IllegalArgumentException("a payload goes with status succeeded only");
      }
      if (retryInMs != null && !retryable) {
        throw new IllegalArgumentException("retryInMs goes with retryable only");
      }
    }

    @Override
    public Kind kind() {
      return Kind.RESULT;
    }
  }

  /**
   * Why an attempt did not succeed.
   *
   * @param type class of the exception, or a word such as {@code timeout}
   * @param ownFrame the topmost stack frame of the handler's author, if it is known
   * @param stack the stack trace, shortened; may be empty
   */
  record Failure(String type, String message, @Nullable String ownFrame, String stack) {
    public static final int MAX_STACK = 16 * 1024;

    public Failure {
      Checks.notEmpty("error.type", type);
      Checks.atMostBytes("error.stack", stack, MAX_STACK);
    }
  }

  /**
   * The last message of a session that the worker ends.
   *
   * @param released attempts that it gives back: they may begin elsewhere at once
   */
  record Bye(ErrorCode code, List<Held> released) implements FromWorker {
    public Bye {
      released = List.copyOf(released);
    }

    @Override
    public Kind kind() {
      return Kind.WORKER_BYE;
    }
  }

  /** The worker cannot read or do what the server said. Not answered. */
  record ProtocolError(ErrorReport error) implements FromWorker {
    @Override
    public Kind kind() {
      return Kind.WORKER_ERROR;
    }
  }
}
