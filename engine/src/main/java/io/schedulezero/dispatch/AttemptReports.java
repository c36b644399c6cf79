package io.schedulezero.dispatch;

import io.schedulezero.run.LogLine;
import io.schedulezero.run.Outcome;
import io.schedulezero.run.RunId;
import java.util.List;

/** How a target tells what happens to its attempts. Callable from any thread; never blocks. */
public interface AttemptReports {
  /** The attempt is over. Told exactly once for each assignment. */
  void ended(RunId run, long fence, Outcome outcome);

  /** Lines that the handler logged, in order. */
  void logged(RunId run, List<LogLine> lines);

  /** How far the handler says it is; only the latest counts. */
  void progressed(RunId run, double fraction, String message);
}
