package io.schedulezero.execution;

import io.schedulezero.execution.Ending.How;
import io.schedulezero.handler.HandlerCatalog;
import io.schedulezero.handler.HandlerDefinition;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls handlers in this process. May be used by many threads; nothing blocks. */
public final class Executions implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Executions.class);

  private final HandlerCatalog handlers;
  private final ExecutionLimits limits;
  private final InstantSource clock;
  private final HandlerThreads threads;
  private final ScheduledThreadPoolExecutor timer;
  private final CallLog.Shared logging;
  private final Set<Execution> underWay = ConcurrentHashMap.newKeySet();
  private final AtomicInteger stuck = new AtomicInteger();

  /**
   * @param threadFactory makes the threads that watch the time, and those of handlers where there
   *     are no virtual ones
   */
  public Executions(
      HandlerCatalog handlers,
      ExecutionLimits limits,
      InstantSource clock,
      ThreadFactory threadFactory) {
    this.handlers = handlers;
    this.limits = limits;
    this.clock = clock;
    this.threads = new HandlerThreads(limits.slots(), threadFactory);
    this.timer = new ScheduledThreadPoolExecutor(1, threadFactory);
    timer.setRemoveOnCancelPolicy(true);
    timer.setKeepAliveTime(1, TimeUnit.MINUTES);
    timer.allowCoreThreadTimeOut(true);
    this.logging = new CallLog.Shared(timer, clock, limits.maxLogLines());
  }

  /** Whether the handler is known. */
  public boolean hosts(String handler) {
    return handlers.find(handler).isPresent();
  }

  /**
   * Takes a call, which counts as under way from now on and until its end is told. {@link
   * Execution#begin} begins it.
   *
   * @throws java.util.NoSuchElementException if the handler is not known
   */
  public Execution prepare(Call call, CallListener listener) {
    HandlerDefinition handler = handlers.find(call.handler()).orElseThrow();
    CallLog log = new CallLog(call, listener, logging);
    Execution execution = new Execution(this, handler, call, log, listener);
    underWay.add(execution);
    return execution;
  }

  /** How many calls are prepared or begun, and not over. */
  public int underWay() {
    return underWay.size();
  }

  /** How many handlers go on although they were interrupted and their attempts are over. */
  public int stuck() {
    return stuck.get();
  }

  /** How many calls there may be at the same time; to keep to it is the caller's part. */
  public int slots() {
    return limits.slots();
  }

  /**
   * Interrupts the calls of the run that are under way. Their end is told as usual.
   *
   * @return whether there were any
   */
  public boolean cancel(String runId, String reason) {
    boolean found = false;
    for (Execution execution : underWay) {
      if (execution.runId().equals(runId)) {
        execution.stop(How.CANCELLED, reason, Duration.ZERO);
        found = true;
      }
    }
    return found;
  }

  /** Ends the threads. Handlers that are still called are interrupted. */
  @Override
  public void close() {
    timer.shutdownNow();
    threads.close();
  }

  ExecutionLimits limits() {
    return limits;
  }

  Instant now() {
    return clock.instant();
  }

  ScheduledFuture<?> after(Duration delay, Runnable action) {
    return timer.schedule(action, TimeUnit.NANOSECONDS.convert(delay), TimeUnit.NANOSECONDS);
  }

  /** A process that has no thread left fails the call. */
  void begin(Execution execution, Runnable call) {
    try {
      threads.execute(call);
    } catch (RuntimeException | Error refused) {
      execution.fail(refused);
    }
  }

  void leave(Execution execution) {
    underWay.remove(execution);
  }

  /** A handler ignores its interrupt: it keeps its thread, its slot gets another. */
  void stuck(String handler) {
    LOG.warn(
        "Handler {} did not end within {} of its interrupt: its attempt is recorded as over,"
            + " its thread is left to itself",
        handler,
        limits.interruptGrace());
    stuck.incrementAndGet();
    threads.replaceOne();
  }

  void cameBack() {
    stuck.decrementAndGet();
    threads.replacementGoes();
  }
}
