package io.schedulezero.dispatch.remote;

import io.schedulezero.dispatch.AttemptReports.Recorded;
import io.schedulezero.run.Attempt;
import io.schedulezero.run.AttemptOutcome;
import io.schedulezero.run.Outcome;
import io.schedulezero.run.Run;
import io.schedulezero.run.RunId;
import io.schedulezero.run.RunState;
import io.schedulezero.run.RunStore;
import io.schedulezero.wire.FromServer.ResultAck;
import io.schedulezero.wire.FromServer.ResultAck.Status;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Results on their way into the store, and the answers to those that came twice or too late. A
 * worker keeps a result until it has an answer, so one that is not certain is not given. On the
 * hub's thread.
 */
final class Results {
  private static final Logger LOG = LoggerFactory.getLogger(Results.class);
  private static final int MOST_ENDED = 10_000;

  private final Voice voice;
  private final Executor hub;
  private final Executor storeReader;
  private final RunStore runs;
  private final Map<RunId, Long> settling = new HashMap<>();

  /** Attempts that ended lately: lines of theirs may come after their results. */
  private final Map<RunId, Ended> ended =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<RunId, Ended> eldest) {
          return size() > MOST_ENDED;
        }
      };

  /** What is left of an attempt that is over, and the worker that had it. */
  private record Ended(RemoteWorker worker, AttemptLines lines) {}

  Results(Voice voice, Executor hub, Executor storeReader, RunStore runs) {
    this.voice = voice;
    this.hub = hub;
    this.storeReader = storeReader;
    this.runs = runs;
  }

  /** The worker's attempt is over: that is recorded, and then answered. */
  void record(RemoteWorker worker, Lease lease, Outcome outcome) {
    RunId run = lease.attempt.run();
    long fence = lease.attempt.fence();
    settling.put(run, fence);
    ended.put(run, new Ended(worker, lease.lines));
    lease.reports.ended(
        run, fence, outcome, recorded -> hub.execute(() -> recorded(worker, run, fence, recorded)));
  }

  /**
   * This server says how the attempt ended; its worker, if it still has it, hears that it is gone.
   */
  void declare(RemoteWorker worker, Lease lease, Outcome outcome) {
    ended.put(lease.attempt.run(), new Ended(worker, lease.lines));
    lease.reports.ended(lease.attempt.run(), lease.attempt.fence(), outcome);
  }

  private void recorded(RemoteWorker worker, RunId run, long fence, Recorded recorded) {
    settling.remove(run, fence);
    if (recorded == Recorded.COMMITTED) {
      answer(worker, run, fence, Status.COMMITTED);
    } else {
      lookUp(worker, run, fence);
    }
  }

  /** Whether this result is on its way into the store. */
  boolean isSettling(RunId run, long fence) {
    return Long.valueOf(fence).equals(settling.get(run));
  }

  /** The lines of an attempt of this worker that ended lately, or null. */
  @Nullable AttemptLines linesOf(RemoteWorker worker, RunId run, long fence) {
    Ended found = ended.get(run);
    return found != null && found.worker == worker && found.lines.is(fence) ? found.lines : null;
  }

  /** A result of an attempt that the worker does not hold: the store knows what became of it. */
  void lookUp(RemoteWorker worker, RunId run, long fence) {
    if (isSettling(run, fence)) {
      return;
    }
    try {
      storeReader.execute(() -> lookUpNow(worker, run, fence));
    } catch (RejectedExecutionException closing) {
      LOG.debug("Result of run {} is not answered: the server is stopping", run, closing);
    }
  }

  private void lookUpNow(RemoteWorker worker, RunId run, long fence) {
    try {
      Optional<Run> found = runs.find(run);
      Status status = found.isEmpty() ? Status.UNKNOWN : status(found.get(), fence);
      if (status != null) {
        hub.execute(() -> answer(worker, run, fence, status));
      }
    } catch (RuntimeException unreadable) {
      LOG.warn("What became of run {} cannot be read; its worker asks again", run, unreadable);
    }
  }

  /** Null if it is not certain yet. */
  static @Nullable Status status(Run run, long fence) {
    Attempt latest = run.attempt();
    if (latest == null || latest.fence() < fence) {
      return Status.UNKNOWN; // a start is committed before it is sent: this is another store
    }
    if (latest.fence() > fence || latest.outcome() == AttemptOutcome.LOST) {
      return Status.SUPERSEDED;
    }
    return run.state() == RunState.RUNNING ? null : Status.DUPLICATE;
  }

  private void answer(RemoteWorker worker, RunId run, long fence, Status status) {
    Session session = worker.session();
    if (session != null) {
      voice.say(session, new ResultAck(run.toString(), fence, status));
    }
  }
}
