package io.schedulezero.handler.testing;

import io.schedulezero.handler.LineSink;
import io.schedulezero.handler.RunCancelled;
import io.schedulezero.handler.RunContext;
import io.schedulezero.handler.RunLogger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.event.Level;
import org.slf4j.helpers.NOPLogger;

/**
 * A {@link RunContext} for tests: everything can be set, and it remembers what the handler told it.
 * May be used by several threads.
 *
 * <pre>{@code
 * FakeRunContext run = new FakeRunContext().withAttempt(3).withFireTime(monday);
 * new Reports().daily(run);
 * assertThat(run.lines()).contains("INFO 12 rows");
 * assertThat(run.progress()).endsWith(new Progress(1, "done"));
 * }</pre>
 */
public final class FakeRunContext implements RunContext {
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final List<Progress> progress = new CopyOnWriteArrayList<>();
  private final List<Runnable> onCancel = new ArrayList<>();
  private final LineSink sink = (level, text) -> lines.add(level + " " + text);
  private final Logger logger = new RunLogger(Level.TRACE, sink, NOPLogger.NOP_LOGGER);
  private volatile String runId = "0000000000001";
  private volatile String handler = "handler";
  private volatile int attempt = 1;
  private volatile long fence = 1;
  private volatile Instant fireTime = Instant.parse("2026-01-01T00:00:00Z");
  private volatile @Nullable Instant deadline;
  private volatile boolean isCancelled;

  /**
   * What a handler told by {@link RunContext#progress}.
   *
   * @param fraction 0 to 1
   */
  public record Progress(double fraction, String message) {}

  /** The same context, with another {@link #runId}; {@code 0000000000001} unless told. */
  public FakeRunContext withRunId(String value) {
    runId = value;
    return this;
  }

  /** The same context, with another {@link #handler}; the harness sets it unless told. */
  public FakeRunContext withHandler(String value) {
    handler = value;
    return this;
  }

  /** The same context, with another {@link #attempt}; 1 unless told. */
  public FakeRunContext withAttempt(int value) {
    attempt = value;
    return this;
  }

  /** The same context, with another {@link #fence}; 1 unless told. */
  public FakeRunContext withFence(long value) {
    fence = value;
    return this;
  }

  /** The same context, with another {@link #fireTime}; 2026-01-01T00:00:00Z unless told. */
  public FakeRunContext withFireTime(Instant value) {
    fireTime = value;
    return this;
  }

  /** The same context, with another {@link #deadline}; none unless told. */
  public FakeRunContext withDeadline(Instant value) {
    deadline = value;
    return this;
  }

  /** Cancels the attempt: runs what waits for it on this thread. Once; later calls do nothing. */
  public void cancel() {
    List<Runnable> actions;
    synchronized (onCancel) {
      isCancelled = true;
      actions = List.copyOf(onCancel);
      onCancel.clear();
    }
    actions.forEach(Runnable::run);
  }

  /** What the handler logged, such as {@code INFO Sent to ada@example.org}, oldest first. */
  public List<String> lines() {
    return List.copyOf(lines);
  }

  /** What the handler told about its progress, oldest first. */
  public List<Progress> progress() {
    return List.copyOf(progress);
  }

  @Override
  public String runId() {
    return runId;
  }

  @Override
  public String handler() {
    return handler;
  }

  @Override
  public int attempt() {
    return attempt;
  }

  @Override
  public long fence() {
    return fence;
  }

  @Override
  public Instant fireTime() {
    return fireTime;
  }

  @Override
  public Optional<Instant> deadline() {
    return Optional.ofNullable(deadline);
  }

  @Override
  public boolean isCancelled() {
    return isCancelled;
  }

  @Override
  public void throwIfCancelled() {
    if (isCancelled) {
      throw new RunCancelled("The run " + runId + " is cancelled");
    }
  }

  @Override
  public void onCancel(Runnable action) {
    synchronized (onCancel) {
      if (!isCancelled) {
        onCancel.add(action);
        return;
      }
    }
    action.run();
  }

  @Override
  public void progress(double fraction, String message) {
    double share = fraction > 0 ? Math.min(fraction, 1) : 0;
    progress.add(new Progress(share, message));
  }

  @Override
  public Logger logger() {
    return logger;
  }
}
