package io.schedulezero.dispatch.remote;

import io.schedulezero.dispatch.AttemptReports;
import io.schedulezero.run.LogLine;
import io.schedulezero.run.Outcome;
import io.schedulezero.run.RunId;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What was reported, in order. Nothing is recorded before the test says so. */
final class RecordedReports implements AttemptReports {
  final BlockingQueue<End> ends = new LinkedBlockingQueue<>();
  final BlockingQueue<String> returned = new LinkedBlockingQueue<>();
  final List<LogLine> lines = new CopyOnWriteArrayList<>();
  final List<String> progress = new CopyOnWriteArrayList<>();

  record End(RunId run, long fence, Outcome outcome, Consumer<Recorded> recorded) {}

  @Override
  public void ended(RunId run, long fence, Outcome outcome, Consumer<Recorded> recorded) {
    ends.add(new End(run, fence, outcome, recorded));
  }

  @Override
  public void returned(RunId run, long fence, String why) {
    returned.add(why);
  }

  @Override
  public void logged(RunId run, List<LogLine> more) {
    lines.addAll(more);
  }

  @Override
  public void progressed(RunId run, double fraction, String message) {
    progress.add(fraction + " " + message);
  }

  End nextEnd() {
    return next(ends);
  }

  String nextReturned() {
    return next(returned);
  }

  private static <T> T next(BlockingQueue<T> queue) {
    try {
      @Nullable T next = queue.poll(10, TimeUnit.SECONDS);
      if (next == null) {
        throw new AssertionError("nothing was reported");
      }
      return next;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
