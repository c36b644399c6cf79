package io.schedulezero.dispatch.local;

import io.schedulezero.dispatch.Assignment;
import io.schedulezero.dispatch.AttemptReports;
import io.schedulezero.handler.HandlerDefinition;
import io.schedulezero.handler.RunCancelled;
import io.schedulezero.handler.RunContext;
import io.schedulezero.handler.RunLogger;
import io.schedulezero.run.AttemptOutcome;
import io.schedulezero.run.Failure;
import io.schedulezero.run.Outcome;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** One attempt under way in this process, and what its handler sees of it. */
final class Execution implements Runnable, RunContext {
  private final LocalTarget target;
  private final HandlerDefinition handler;
  private final Assignment assignment;
  private final AttemptLog log;
  private final AttemptReports reports;
  private final List<Runnable> onCancel = new ArrayList<>();
  private @Nullable RunLogger logger;
  private @Nullable Thread thread;
  private @Nullable Stop stop;
  private @Nullable ScheduledFuture<?> watch;
  private @Nullable Instant deadline;
  private boolean ended;
  private boolean abandoned;

  /** Why the handler is to stop. */
  private record Stop(AttemptOutcome how, String reason) {}

  Execution(
      LocalTarget target,
      HandlerDefinition handler,
      Assignment assignment,
      AttemptLog log,
      AttemptReports reports) {
    this.target = target;
    this.handler = handler;
    this.assignment = assignment;
    this.log = log;
    this.reports = reports;
  }

  /** Calls the handler. */
  @Override
  public void run() {
    if (!begin()) {
      return;
    }
    try {
      CompletionStage<@Nullable String> result = handler.invoke(this, assignment.args());
      result.whenComplete((value, thrown) -> end(thrown == null ? success(value) : after(thrown)));
    } catch (Throwable thrown) {
      end(after(thrown));
    } finally {
      leaveThread();
    }
  }

  /** It could not be begun. */
  void fail(Throwable why) {
    end(after(why));
  }

  private synchronized boolean begin() {
    if (stop != null) {
      end(stopped(stop, "it had not started"));
      return false;
    }
    thread = Thread.currentThread();
    if (assignment.timeout() != null) {
      deadline = target.now().plus(assignment.timeout());
      watch = target.after(assignment.timeout(), this::timeOut);
    }
    return true;
  }

  /** From here on no interrupt that was meant for this attempt reaches the thread. */
  private synchronized void leaveThread() {
    thread = null;
    boolean interrupted = Thread.interrupted();
    if (interrupted && stop == null) {
      LoggerFactory.getLogger(Execution.class)
          .debug("Handler {} left its thread interrupted", handler.name());
    }
    if (abandoned) {
      target.cameBack();
    }
  }

  private void timeOut() {
    stop(AttemptOutcome.TIMED_OUT, "it took longer than its timeout " + assignment.timeout());
  }

  /** Tells the handler to stop, and interrupts it. If it does not end in time, it is abandoned. */
  void stop(AttemptOutcome how, String reason) {
    List<Runnable> actions;
    synchronized (this) {
      if (ended || stop != null) {
        return;
      }
      stop = new Stop(how, reason);
      actions = List.copyOf(onCancel);
      if (thread != null) {
        thread.interrupt();
      }
      watch = target.after(target.limits().interruptGrace(), this::abandon);
    }
    actions.forEach(this::perform);
  }

  private void abandon() {
    synchronized (this) {
      if (ended || stop == null) {
        return;
      }
      abandoned = thread != null;
      if (abandoned) {
        target.stuck(handler.name());
      }
    }
    end(stopped(stop, "it ignored the interrupt and was abandoned, its thread may still run"));
  }

  private void perform(Runnable action) {
    try {
      action.run();
    } catch (RuntimeException fault) {
      logger().warn("What was to happen on cancel failed", fault);
    }
  }

  private Outcome success(@Nullable String result) {
    int most = target.limits().maxResultBytes();
    boolean fits = result == null || result.length() <= most / 3 || bytes(result) <= most;
    if (fits) {
      return Outcome.succeeded(result);
    }
    logger().warn("The result is longer than max_result_bytes {} and is not kept", most);
    return Outcome.succeeded(null);
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private Outcome after(Throwable thrown) {
    Stop why;
    synchronized (this) {
      why = stop;
    }
    return why == null ? Failures.outcome(thrown) : stopped(why, "");
  }

  private Outcome stopped(Stop why, String detail) {
    String word = why.how() == AttemptOutcome.TIMED_OUT ? "timeout" : "cancelled";
    String message = detail.isEmpty() ? why.reason() : why.reason() + "; " + detail;
    return Outcome.ended(why.how(), Failure.of(word, message));
  }

  private void end(Outcome outcome) {
    synchronized (this) {
      if (ended) {
        return;
      }
      ended = true;
      if (watch != null) {
        watch.cancel(false);
      }
    }
    log.report();
    target.leave(assignment.run(), this);
    reports.ended(assignment.run(), assignment.fence(), outcome);
  }

  @Override
  public String runId() {
    return assignment.run().toString();
  }

  @Override
  public String handler() {
    return handler.name();
  }

  @Override
  public int attempt() {
    return assignment.attempt();
  }

  @Override
  public long fence() {
    return assignment.fence();
  }

  @Override
  public Instant fireTime() {
    return assignment.fireTime();
  }

  @Override
  public synchronized Optional<Instant> deadline() {
    return Optional.ofNullable(deadline);
  }

  @Override
  public synchronized boolean isCancelled() {
    return stop != null;
  }

  @Override
  public void throwIfCancelled() {
    Stop why;
    synchronized (this) {
      why = stop;
    }
    if (why != null) {
      throw new RunCancelled(why.reason());
    }
  }

  @Override
  public void onCancel(Runnable action) {
    synchronized (this) {
      if (stop == null) {
        onCancel.add(action);
        return;
      }
    }
    perform(action);
  }

  @Override
  public void progress(double fraction, String message) {
    double share = fraction >= 0 ? Math.min(fraction, 1) : 0;
    if (!hasEnded()) {
      reports.progressed(assignment.run(), share, message);
    }
  }

  private synchronized boolean hasEnded() {
    return ended;
  }

  @Override
  public synchronized Logger logger() {
    if (logger == null) {
      Logger delegate = LoggerFactory.getLogger("io.schedulezero.run." + handler.name());
      logger = new RunLogger(Level.INFO, log, delegate);
    }
    return logger;
  }
}
