package io.schedulezero.dispatch.local;

import io.schedulezero.dispatch.Assignment;
import io.schedulezero.dispatch.AttemptReports;
import io.schedulezero.dispatch.Target;
import io.schedulezero.handler.HandlerCatalog;
import io.schedulezero.handler.HandlerDefinition;
import io.schedulezero.run.AttemptOutcome;
import io.schedulezero.run.RunId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The target inside this process. */
public final class LocalTarget implements Target, AutoCloseable {
  public static final String NAME = "local";

  private static final Logger LOG = LoggerFactory.getLogger(LocalTarget.class);

  private final HandlerCatalog handlers;
  private final LocalLimits limits;
  private final InstantSource clock;
  private final HandlerThreads threads;
  private final ScheduledThreadPoolExecutor timer;
  private final AttemptLog.Shared logging;
  private final Map<RunId, Execution> underWay = new ConcurrentHashMap<>();

  public LocalTarget(
      HandlerCatalog handlers,
      LocalLimits limits,
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
    this.logging = new AttemptLog.Shared(timer, clock, limits.maxLogLines());
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean hosts(String handler) {
    return handlers.find(handler).isPresent();
  }

  @Override
  public int room() {
    return limits.slots() - underWay.size();
  }

  @Override
  public void start(Assignment assignment, AttemptReports reports, CompletionStage<?> mayBegin) {
    HandlerDefinition handler = handlers.find(assignment.handler()).orElseThrow();
    AttemptLog log = new AttemptLog(assignment, reports, logging);
    Execution execution = new Execution(this, handler, assignment, log, reports);
    underWay.put(assignment.run(), execution);
    mayBegin.thenRun(() -> begin(execution));
  }

  /** A process that has no thread left fails the attempt, which is tried again by its policy. */
  private void begin(Execution execution) {
    try {
      threads.execute(execution);
    } catch (RuntimeException | Error refused) {
      execution.fail(refused);
    }
  }

  @Override
  public void cancel(RunId run, String reason) {
    Execution execution = underWay.get(run);
    if (execution != null) {
      execution.stop(AttemptOutcome.CANCELLED, reason);
    }
  }

  /** Ends the threads. Attempts that are still under way are interrupted. */
  @Override
  public void close() {
    timer.shutdownNow();
    threads.close();
  }

  LocalLimits limits() {
    return limits;
  }

  Instant now() {
    return clock.instant();
  }

  ScheduledFuture<?> after(Duration delay, Runnable action) {
    return timer.schedule(action, saturatedNanos(delay), TimeUnit.NANOSECONDS);
  }

  private static long saturatedNanos(Duration delay) {
    return TimeUnit.NANOSECONDS.convert(delay);
  }

  void leave(RunId run, Execution execution) {
    underWay.remove(run, execution);
  }

  /** A handler ignores its interrupt: it keeps its thread, its slot gets another. */
  void stuck(String handler) {
    LOG.warn(
        "Handler {} did not end within {} of its interrupt: its attempt is recorded as over,"
            + " its thread is left to itself",
        handler,
        limits.interruptGrace());
    threads.replaceOne();
  }

  void cameBack() {
    threads.replacementGoes();
  }
}
