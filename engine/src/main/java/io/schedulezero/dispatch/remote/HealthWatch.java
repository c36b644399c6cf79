package io.schedulezero.dispatch.remote;

import io.schedulezero.dispatch.remote.WorkerStatus.State;
import io.schedulezero.run.WorkerEvent;
import io.schedulezero.run.WorkerEvent.Kind;
import io.schedulezero.wire.FromWorker.Result;
import io.schedulezero.wire.FromWorker.ResultStatus;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks after the health of workers, and tells what happens to them. On the hub's thread. */
final class HealthWatch {
  private static final Logger LOG = LoggerFactory.getLogger(HealthWatch.class);

  /** What a worker tells in its load: threads of handlers that ignore that they are to stop. */
  private static final String STUCK = "stuck";

  /** How the worker does with its handlers shows in these; those who cancel say nothing of it. */
  private static final Set<ResultStatus> TELLING =
      Set.of(ResultStatus.SUCCEEDED, ResultStatus.FAILED, ResultStatus.TIMED_OUT);

  /** A worker that fails many attempts in a moment is looked at before the next sweep. */
  private static final long SOONEST = Duration.ofMillis(10).toNanos();

  private final Desk desk;
  private final GatewayListener listener;
  private Map<String, Double> best = Map.of();

  HealthWatch(Desk desk, GatewayListener listener) {
    this.desk = desk;
    this.listener = listener;
  }

  /** An attempt ended, as the worker says. */
  void ended(RemoteWorker worker, Lease lease, Result result, long nanos) {
    if (!TELLING.contains(result.status())) {
      return;
    }
    boolean success = result.status() == ResultStatus.SUCCEEDED;
    worker.figures.ended(lease.attempt.handler(), success, result.durMs(), nanos);
    judge(worker, lease.attempt.handler(), success, nanos);
  }

  /** The worker gave no sign of life of an attempt for a lease: it failed, whatever it did. */
  void lost(RemoteWorker worker, Lease lease, long nanos) {
    worker.figures.lost(lease.attempt.handler(), nanos);
    judge(worker, lease.attempt.handler(), false, nanos);
  }

  private void judge(RemoteWorker worker, String handler, boolean success, long nanos) {
    if (worker.health.health() == WorkerHealth.RECOVERING) {
      boolean passed =
          success || !Blame.isHeld(new Counts(0, 1), bestOfOthers(worker, handler, nanos));
      probed(worker, passed, handler, nanos);
    } else if (!success && nanos - worker.lookedAt >= SOONEST) {
      look(worker, nanos);
    }
  }

  private void probed(RemoteWorker worker, boolean passed, String handler, long nanos) {
    if (worker.health.probed(passed, handler, nanos)) {
      changed(worker, WorkerHealth.RECOVERING);
    }
  }

  /** One that goes on for long has shown enough: the worker need not wait for its end. */
  private void lookAtProbe(RemoteWorker worker, long nanos) {
    Lease probe = worker.probe();
    if (probe != null && probe.isUnderWaySince(nanos - Health.LONG_PROBE.toNanos())) {
      worker.forgetProbe();
      probed(worker, true, probe.attempt.handler(), nanos);
      listener.roomGrew();
    }
  }

  private double bestOfOthers(RemoteWorker worker, String handler, long nanos) {
    return Blame.best(
            desk.workers().stream()
                .filter(other -> other != worker && other.hosts(handler))
                .map(other -> Map.of(handler, other.figures.lately(handler, nanos)))
                .toList())
        .getOrDefault(handler, Blame.UNKNOWN);
  }

  /** Judges all workers anew. */
  void sweep(long nanos) {
    best =
        Blame.best(
            desk.workers().stream()
                .filter(worker -> worker.session() != null)
                .map(worker -> worker.figures.lately(nanos))
                .collect(Collectors.toList()));
    for (RemoteWorker worker : desk.workers()) {
      worker.figures.turn(nanos);
      look(worker, nanos);
      lookAtProbe(worker, nanos);
      tellIfDrained(worker);
    }
    listener.looked(nanos);
  }

  private void look(RemoteWorker worker, long nanos) {
    Session session = worker.latest();
    if (session == null || session.saidGoodBye) {
      return;
    }
    worker.lookedAt = nanos;
    Blame blame =
        Blame.of(
            worker.figures.lately(nanos), handler -> best.getOrDefault(handler, Blame.UNKNOWN));
    int stuck = session.load.getOrDefault(STUCK, 0.0).intValue();
    WorkerHealth before = worker.health.health();
    if (worker.health.look(new Health.Signs(nanos - session.heardAt, blame, stuck), nanos)) {
      changed(worker, before);
    }
  }

  private void changed(RemoteWorker worker, WorkerHealth before) {
    Health.Known known = worker.health.known();
    worker.forgetProbe();
    if (before == WorkerHealth.RECOVERING && known.health() == WorkerHealth.HEALTHY) {
      worker.figures.forgive();
    }
    switch (known.health()) {
      case UNHEALTHY ->
          LOG.warn("Worker {} is given nothing for a while: {}", worker.name, known.reason());
      case DEGRADED -> LOG.info("Worker {} is degraded: {}", worker.name, known.reason());
      case RECOVERING -> LOG.info("Worker {} is recovering: {}", worker.name, known.reason());
      case HEALTHY -> LOG.info("Worker {} is healthy", worker.name);
    }
    tell(worker, Kind.valueOf(known.health().name()), known.reason());
    listener.roomGrew();
  }

  private void tellIfDrained(RemoteWorker worker) {
    boolean isDrained = worker.state() == State.DRAINING && worker.active() == 0;
    if (isDrained && !worker.toldDrained) {
      tell(worker, Kind.DRAINED, "");
    }
    worker.toldDrained = isDrained;
  }

  /** A worker has a session. */
  void came(RemoteWorker worker) {
    tell(worker, Kind.CAME, "");
  }

  /** A worker has none any more. */
  void left(RemoteWorker worker, String why) {
    tell(worker, Kind.LEFT, why);
  }

  private void tell(RemoteWorker worker, Kind kind, String why) {
    listener.happened(new WorkerEvent(worker.name, kind, why));
  }
}
