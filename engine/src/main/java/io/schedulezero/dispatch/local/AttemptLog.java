package io.schedulezero.dispatch.local;

import io.schedulezero.dispatch.Assignment;
import io.schedulezero.dispatch.AttemptReports;
import io.schedulezero.handler.LineSink;
import io.schedulezero.run.LogLine;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/**
 * The log lines of one attempt, within bounds. Lines are reported soon after they were logged,
 * several at a time, so that a handler that logs much costs few writes.
 */
final class AttemptLog implements LineSink {
  private static final int MAX_TEXT = 8_000;
  private static final int SOON_MILLIS = 100;

  /** What the executions of one target share. */
  record Shared(ScheduledExecutorService timer, InstantSource clock, int maxLines) {}

  private final Assignment assignment;
  private final AttemptReports reports;
  private final Shared shared;
  private List<LogLine> unreported = new ArrayList<>();
  private int lines;
  private @Nullable ScheduledFuture<?> report;

  AttemptLog(Assignment assignment, AttemptReports reports, Shared shared) {
    this.assignment = assignment;
    this.reports = reports;
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
    unreported.add(
        new LogLine(
            assignment.attempt() * LogLine.MOST + lines,
            assignment.attempt(),
            shared.clock().instant(),
            level.name(),
            kept));
  }

  /** Hands over what has gathered. */
  synchronized void report() {
    report = null;
    if (!unreported.isEmpty()) {
      reports.logged(assignment.run(), unreported);
      unreported = new ArrayList<>();
    }
  }
}
