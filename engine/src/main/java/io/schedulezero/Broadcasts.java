package io.schedulezero;

import io.schedulezero.dispatch.Assignment;
import io.schedulezero.dispatch.AttemptReports;
import io.schedulezero.dispatch.Broadcaster;
import io.schedulezero.dispatch.Dispatcher;
import io.schedulezero.dispatch.Target;
import io.schedulezero.flow.Flow;
import io.schedulezero.run.AttemptOutcome;
import io.schedulezero.run.Failure;
import io.schedulezero.run.Outcome;
import io.schedulezero.run.Outcome.Wish;
import io.schedulezero.run.Page;
import io.schedulezero.run.Route;
import io.schedulezero.run.Run;
import io.schedulezero.run.RunFilter;
import io.schedulezero.run.RunId;
import io.schedulezero.run.RunSpec;
import io.schedulezero.run.RunState;
import io.schedulezero.run.RunStore;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Executes broadcasts. One is a run that makes a run for each worker that hosts its handler and
 * fits its labels, all of them in one commit, and that is over when they are. No thread waits
 * meanwhile. What a process leaves unfinished the next one finds by its tag.
 */
final class Broadcasts implements Broadcaster, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Broadcasts.class);
  private static final int MOST = 1_000;
  private static final int PAGE = 500;

  private final Map<RunId, Broadcast> underWay = new ConcurrentHashMap<>();
  private final List<Broadcast> adopted = new ArrayList<>();
  private final ExecutorService executor;
  private final BroadcastResult results;
  private @Nullable Parts parts;
  private volatile boolean closed;

  /** What it stands on, which is made after it. */
  record Parts(
      Dispatcher dispatcher, Flow flow, RunStore store, EngineRuns runs, InstantSource clock) {}

  /** One that is under way. */
  private static final class Broadcast {
    final Assignment attempt;
    final AttemptReports reports;
    final boolean isAdopted;
    final Set<RunId> unfinished = ConcurrentHashMap.newKeySet();
    volatile @Nullable String cancelled;

    Broadcast(Assignment attempt, AttemptReports reports, boolean isAdopted) {
      this.attempt = attempt;
      this.reports = reports;
      this.isAdopted = isAdopted;
    }
  }

  Broadcasts(int maxResultBytes, ThreadFactory threads) {
    this.executor = Executors.newSingleThreadExecutor(threads);
    this.results = new BroadcastResult(maxResultBytes);
  }

  /** Goes on with what an earlier process began. */
  void begin(Parts made) {
    parts = made;
    adopted.forEach(broadcast -> perform(() -> begin(broadcast)));
    adopted.clear();
  }

  @Override
  public String name() {
    return BROADCAST;
  }

  @Override
  public boolean hosts(String handler) {
    return true;
  }

  @Override
  public int slots() {
    return MOST;
  }

  @Override
  public int room() {
    return Math.max(0, MOST - underWay.size());
  }

  /** What it makes goes on when this process ends. */
  @Override
  public boolean isRemote() {
    return true;
  }

  @Override
  public void start(Assignment attempt, AttemptReports reports, CompletionStage<?> mayBegin) {
    Broadcast broadcast = new Broadcast(attempt, reports, false);
    underWay.put(attempt.run(), broadcast);
    mayBegin.thenRun(() -> perform(() -> begin(broadcast)));
  }

  @Override
  public Target adopt(Assignment attempt, AttemptReports reports) {
    Broadcast broadcast = new Broadcast(attempt, reports, true);
    underWay.put(attempt.run(), broadcast);
    adopted.add(broadcast);
    return this;
  }

  @Override
  public void cancel(RunId run, String reason) {
    Broadcast broadcast = underWay.get(run);
    if (broadcast != null) {
      broadcast.cancelled = reason;
      perform(() -> cancelUnfinished(broadcast, reason));
    }
  }

  private void cancelUnfinished(Broadcast broadcast, String reason) {
    broadcast.unfinished.forEach(run -> parts().flow().interventions().cancel(run, reason));
  }

  private Parts parts() {
    return Objects.requireNonNull(parts, "not begun");
  }

  private void perform(Runnable step) {
    try {
      executor.execute(step);
    } catch (RejectedExecutionException closing) {
      LOG.debug("A step of a broadcast is left to the next start", closing);
    }
  }

  private void begin(Broadcast broadcast) {
    try {
      if (broadcast.cancelled != null) {
        end(broadcast, List.of());
        return;
      }
      List<Run> made = earlier(broadcast);
      if (made.isEmpty()) {
        make(broadcast);
      } else {
        goOn(broadcast, made);
      }
    } catch (RuntimeException failed) {
      fail(broadcast, failed);
    }
  }

  /** What was made for it by an earlier process, or by an earlier attempt. */
  private List<Run> earlier(Broadcast broadcast) {
    if (!broadcast.isAdopted && broadcast.attempt.attempt() == 1) {
      return List.of();
    }
    String tag = tag(broadcast.attempt.run());
    RunFilter filter =
        new RunFilter(Set.of(), broadcast.attempt.handler(), null, null, tag, null, null, null);
    List<Run> found = new ArrayList<>();
    String cursor = null;
    do {
      Page<Run> page = parts().store().list(filter, cursor, PAGE);
      found.addAll(page.items());
      cursor = page.next();
    } while (cursor != null);
    return found;
  }

  private static String tag(RunId broadcast) {
    return "broadcast:" + broadcast;
  }

  private void make(Broadcast broadcast) {
    RunId id = broadcast.attempt.run();
    RunSpec spec = parts().store().find(id).orElseThrow().spec();
    List<String> workers = parts().dispatcher().workersFor(spec);
    if (workers.isEmpty()) {
      underWay.remove(id);
      broadcast.reports.returned(id, broadcast.attempt.fence(), "its workers have left");
      return;
    }
    Instant now = parts().clock().instant().truncatedTo(ChronoUnit.MICROS);
    List<Run> runs =
        workers.stream()
            .map(
                name -> Run.open(parts().flow().newRunId(), specOf(id, spec, name), now, now, null))
            .toList();
    parts()
        .flow()
        .submit(runs, List.of())
        .whenComplete(
            (receipt, refused) -> {
              if (refused == null) {
                List<RunId> ids =
                    EngineRuns.answers(runs, receipt).stream().map(Submitted::id).toList();
                perform(() -> await(broadcast, ids));
              } else {
                fail(broadcast, refused);
              }
            });
  }

  /** For one worker; its key makes it once, whatever happens. */
  private static RunSpec specOf(RunId broadcast, RunSpec spec, String worker) {
    List<String> tags = new ArrayList<>(spec.tags());
    tags.add(tag(broadcast));
    return new RunSpec(
        spec.handler(),
        spec.args(),
        spec.priority(),
        spec.timeout(),
        spec.retry(),
        "broadcast-" + broadcast + "-" + worker,
        tags,
        Route.to(worker));
  }

  /** A broadcast that is tried again repeats what did not succeed, and nothing else. */
  private void goOn(Broadcast broadcast, List<Run> made) {
    if (!broadcast.isAdopted) {
      made.stream()
          .filter(run -> run.state() == RunState.FAILED || run.state() == RunState.CANCELLED)
          .map(run -> parts().flow().interventions().retry(run.id()))
          .forEach(Settled::get);
    }
    await(broadcast, made.stream().map(Run::id).toList());
  }

  private void await(Broadcast broadcast, List<RunId> runs) {
    broadcast.unfinished.addAll(runs);
    String reason = broadcast.cancelled;
    if (reason != null) {
      cancelUnfinished(broadcast, reason);
    }
    List<CompletableFuture<Void>> ends = new ArrayList<>();
    for (RunId run : runs) {
      ends.add(
          parts()
              .runs()
              .finished(run)
              .handle(
                  (over, missing) -> {
                    ended(broadcast, run, runs.size());
                    return null;
                  }));
    }
    CompletableFuture.allOf(ends.toArray(CompletableFuture<?>[]::new))
        .thenRun(() -> perform(() -> end(broadcast, runs)));
  }

  private void ended(Broadcast broadcast, RunId run, int all) {
    broadcast.unfinished.remove(run);
    int done = all - broadcast.unfinished.size();
    if (!closed) {
      broadcast.reports.progressed(
          broadcast.attempt.run(), done / (double) all, done + " of " + all + " workers");
    }
  }

  private void end(Broadcast broadcast, List<RunId> ids) {
    if (closed) {
      return; // nobody waits any more, because this process ends; the next one goes on
    }
    List<Run> runs = ids.stream().flatMap(id -> parts().store().find(id).stream()).toList();
    report(broadcast, outcome(broadcast, runs));
  }

  private Outcome outcome(Broadcast broadcast, List<Run> runs) {
    String result = results.of(runs);
    String reason = broadcast.cancelled;
    if (reason != null) {
      Failure why = Failure.of("cancelled", reason);
      return new Outcome(AttemptOutcome.CANCELLED, result, why, new Wish.None());
    }
    Failure failure = BroadcastResult.failure(runs);
    return failure == null
        ? Outcome.succeeded(result)
        : new Outcome(AttemptOutcome.FAILED, result, failure, new Wish.GiveUp());
  }

  private void fail(Broadcast broadcast, Throwable why) {
    if (!closed) {
      LOG.warn("Broadcast {} could not be made", broadcast.attempt.run(), why);
      String message = "its runs could not be made: " + why.getMessage();
      report(broadcast, Outcome.failed(Failure.of("broadcast", message), new Wish.None()));
    }
  }

  private void report(Broadcast broadcast, Outcome outcome) {
    underWay.remove(broadcast.attempt.run());
    broadcast.reports.ended(broadcast.attempt.run(), broadcast.attempt.fence(), outcome);
  }

  @Override
  public void close() {
    closed = true;
    executor.shutdownNow();
  }
}
