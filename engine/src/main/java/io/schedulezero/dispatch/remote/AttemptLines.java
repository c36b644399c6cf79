package io.schedulezero.dispatch.remote;

import io.schedulezero.dispatch.Assignment;
import io.schedulezero.dispatch.AttemptReports;
import io.schedulezero.run.LogLine;
import io.schedulezero.run.RunId;
import io.schedulezero.wire.FromWorker.Log;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The lines of one attempt on a worker. They may come after its result, so this outlives the lease,
 * and holds no more of the attempt than they need. On the hub's thread.
 */
final class AttemptLines {
  private static final int MAX_TEXT = 8_000;
  private static final long LONGEST_MILLIS = 1L << 40;

  private final RunId run;
  private final int attempt;
  private final long fence;
  private final AttemptReports reports;
  private @Nullable Instant begun;
  private long taken;

  AttemptLines(Assignment assignment, AttemptReports reports) {
    this.run = assignment.run();
    this.attempt = assignment.attempt();
    this.fence = assignment.fence();
    this.reports = reports;
  }

  boolean is(long other) {
    return fence == other;
  }

  /** The attempt was sent. Clocks of two machines are not compared: lines say how long after it. */
  void begin(Instant at) {
    begun = at;
  }

  /**
   * Takes the lines of a message, unless they were taken before.
   *
   * @param now when an attempt that an earlier server sent is taken to have said its first line
   * @param most lines of one attempt that are kept
   * @throws IllegalArgumentException if they are not lines
   */
  void take(Log log, Instant now, int most) {
    if (log.from() < taken) {
      return;
    }
    List<LogLine> kept = new ArrayList<>();
    long number = log.from();
    for (io.schedulezero.wire.LogLine line : io.schedulezero.wire.LogLine.read(log.payload())) {
      if (number++ < most) {
        kept.add(kept(line, (int) number, now));
      }
    }
    if (!kept.isEmpty()) {
      reports.logged(run, kept);
    }
    taken = log.from() + log.lines();
  }

  private LogLine kept(io.schedulezero.wire.LogLine line, int number, Instant now) {
    long millis = Math.min(line.ms(), LONGEST_MILLIS);
    Instant since = begun == null ? now.minusMillis(millis) : begun;
    begun = since;
    String text = line.text();
    return new LogLine(
        attempt * LogLine.MOST + number,
        attempt,
        since.plusMillis(millis),
        line.level(),
        text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT) + "…");
  }
}
