package io.schedulezero.execution;

import io.schedulezero.handler.LineSink;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/**
 * The log lines of one call, within bounds. Lines are reported soon after they were logged, several
 * at a time, so that a handler that logs much costs few writes.
 */
final class CallLog implements LineSink {
  private static final int MAX_TEXT = 8_000;
  private static final int SOON_MILLIS = 100;

  /** What the calls of one process share. */
  record Shared(ScheduledExecutorService timer, InstantSource clock, int maxLines) {}

  private final Call call;
  private final CallListener listener;
  private final Shared shared;
  private List<Line> unreported = new ArrayList<>();
  private int lines;
  private @Nullable ScheduledFuture<?> report;

  CallLog(Call call, CallListener listener, Shared shared) {
    this.call = call;
    this.listener = listener;
    this.shared = shared;
  }

  @Override
  public synchronized void line(Level level, String text) {
    lines++;
    if (lines > shared.maxLines()) {
      return;
    }
    boolean isLast = lines == shared.maxLines();
    keep(level, isLast ? "Further lines of this attempt are not kept." : text);
    if (report == null) {
      report = shared.timer().schedule(this::report, SOON_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private void keep(Level level, String text) {
    String kept = text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT) + "…";
    unreported.add(new Line(lines, shared.clock().instant(), level, kept));
  }

  /** Hands over what has gathered. */
  synchronized void report() {
    report = null;
    if (!unreported.isEmpty()) {
      listener.logged(call, unreported);
      unreported = new ArrayList<>();
    }
  }
}
