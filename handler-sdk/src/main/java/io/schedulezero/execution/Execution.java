package io.schedulezero.execution;

import io.schedulezero.execution.Ending.How;
import io.schedulezero.handler.HandlerDefinition;
import io.schedulezero.handler.RunCancelled;
import io.schedulezero.handler.RunContext;
import io.schedulezero.handler.RunLogger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
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

/** One call, prepared or under way, and what its handler sees of it. */
public final class Execution implements RunContext {
  private final Executions executions;
  private final HandlerDefinition handler;
  private final Call call;
  private final CallLog log;
  private final CallListener listener;
  private final List<Runnable> onCancel = new ArrayList<>();
  private @Nullable RunLogger logger;
  private @Nullable Thread thread;
  private @Nullable Stop stop;
  private @Nullable ScheduledFuture<?> timeout;
  private @Nullable ScheduledFuture<?> patience;
  private @Nullable Instant began;
  private @Nullable Instant deadline;
  private boolean interrupted;
  private boolean ended;
  private boolean abandoned;

  /** Why the handler is to stop. */
  private record Stop(How how, String reason) {}

  Execution(
      Executions executions,
      HandlerDefinition handler,
      Call call,
      CallLog log,
      CallListener listener) {
    this.executions = executions;
    this.handler = handler;
    this.call = call;
    this.log = log;
    this.listener = listener;
  }

  /** Calls the handler, on a thread of its own. Once. */
  public void begin() {
    executions.begin(this, this::callHandler);
  }

  /**
   * Asks the handler to stop, and interrupts it after {@code patience}; at once if that is zero, or
   * if its timeout comes first. The end is told as usual.
   */
  public void cancel(String reason, Duration patience) {
    stop(How.CANCELLED, reason, patience);
  }

  private void callHandler() {
    if (!enterThread()) {
      return;
    }
    try {
      CompletionStage<@Nullable String> result = handler.invoke(this, call.args());
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

  private synchronized boolean enterThread() {
    if (stop != null) {
      end(stopped(stop, "it had not started"));
      return false;
    }
    thread = Thread.currentThread();
    began = executions.now();
    if (call.timeout() != null) {
      deadline = began.plus(call.timeout());
      timeout = executions.after(call.timeout(), this::timeOut);
    }
    return true;
  }

  /** From here on no interrupt that was meant for this call reaches the thread. */
  private synchronized void leaveThread() {
    thread = null;
    boolean wasInterrupted = Thread.interrupted();
    if (wasInterrupted && stop == null) {
      LoggerFactory.getLogger(Execution.class)
          .debug("Handler {} left its thread interrupted", handler.name());
    }
    if (abandoned) {
      executions.cameBack();
    }
  }

  private void timeOut() {
    stop(How.TIMED_OUT, "it took longer than its timeout " + call.timeout(), Duration.ZERO);
  }

  /**
   * Tells the handler to stop, and interrupts it in time. If it does not end after that, it is
   * abandoned. The first reason counts; a later call can only hasten the interrupt.
   */
  void stop(How how, String reason, Duration untilInterrupt) {
    List<Runnable> actions = List.of();
    synchronized (this) {
      boolean isFirst = stop == null;
      if (ended || interrupted || !(isFirst || untilInterrupt.isZero())) {
        return;
      }
      if (isFirst) {
        stop = new Stop(how, reason);
        actions = List.copyOf(onCancel);
      }
      if (untilInterrupt.isZero()) {
        interrupt();
      } else {
        patience = executions.after(untilInterrupt, this::loseIt);
      }
    }
    actions.forEach(this::perform);
  }

  /** Its time to end of its own will is over. */
  private synchronized void loseIt() {
    if (!ended && !interrupted) {
      interrupt();
    }
  }

  private void interrupt() {
    interrupted = true;
    if (patience != null) {
      patience.cancel(false);
    }
    if (thread != null) {
      thread.interrupt();
    }
    patience = executions.after(executions.limits().interruptGrace(), this::abandon);
  }

  private void abandon() {
    synchronized (this) {
      if (ended || stop == null) {
        return;
      }
      abandoned = thread != null;
      if (abandoned) {
        executions.stuck(handler.name());
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

  private Ending success(@Nullable String result) {
    int most = executions.limits().maxResultBytes();
    boolean fits = result == null || result.length() <= most / 3 || bytes(result) <= most;
    if (fits) {
      return Ending.succeeded(result);
    }
    logger().warn("The result is longer than max_result_bytes {} and is not kept", most);
    return Ending.succeeded(null);
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private Ending after(Throwable thrown) {
    Stop why;
    synchronized (this) {
      why = stop;
    }
    return why == null ? Failures.ending(thrown) : stopped(why, "");
  }

  private static Ending stopped(Stop why, String detail) {
    String word = why.how() == How.TIMED_OUT ? "timeout" : "cancelled";
    String message = detail.isEmpty() ? why.reason() : why.reason() + "; " + detail;
    return Ending.stopped(why.how(), Failure.of(word, message));
  }

  private void end(Ending ending) {
    Duration took;
    synchronized (this) {
      if (ended) {
        return;
      }
      ended = true;
      for (ScheduledFuture<?> watch : new ScheduledFuture<?>[] {timeout, patience}) {
        if (watch != null) {
          watch.cancel(false);
        }
      }
      took = began == null ? Duration.ZERO : Duration.between(began, executions.now());
    }
    log.report();
    executions.leave(this);
    listener.ended(call, ending.after(took.isNegative() ? Duration.ZERO : took));
  }

  @Override
  public String runId() {
    return call.runId();
  }

  @Override
  public String handler() {
    return handler.name();
  }

  @Override
  public int attempt() {
    return call.attempt();
  }

  @Override
  public long fence() {
    return call.fence();
  }

  @Override
  public Instant fireTime() {
    return call.fireTime();
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
      listener.progressed(call, share, message);
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
