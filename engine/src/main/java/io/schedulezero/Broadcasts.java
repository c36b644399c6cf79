package io.schedulezero;

import io.schedulezero.dispatch.Assignment;
import io.schedulezero.dispatch.AttemptReports;
import io.schedulezero.dispatch.Broadcaster;
import io.schedulezero.dispatch.Dispatcher;
import io.schedulezero.dispatch.Target;
import io.schedulezero.flow.Flow;
import io.schedulezero.journal.JournalUnavailable;
import io.schedulezero.run.AttemptOutcome;
import io.schedulezero.run.BroadcastKey;
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
    adopted.forEach(broadcast -> perform(broadcast, () -> begin(broadcast)));
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
    mayBegin.thenRun(() -> perform(broadcast, () -> begin(broadcast)));
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
      perform(broadcast, () -> cancelUnfinished(broadcast, reason));
    }
  }

  private void cancelUnfinished(Broadcast broadcast, String reason) {
    broadcast.unfinished.forEach(run -> parts().flow().interventions().cancel(run, reason));
  }

  private Parts parts() {
    return Objects.requireNonNull(parts, "not begun");
  }

  /** Off the flow's thread; a step that cannot be done ends the broadcast. */
  private void perform(Broadcast broadcast, Runnable step) {
    try {
      executor.execute(
          () -> {
            try {
              step.run();
            } catch (RuntimeException failed) {
              fail(broadcast, failed);
            }
          });
    } catch (RejectedExecutionException closing) {
      LOG.debug("A step of a broadcast is left to the next start", closing);
    }
  }

  private void begin(Broadcast broadcast) {
    List<Run> made = earlier(broadcast);
    if (!made.isEmpty()) {
      goOn(broadcast, made);
    } else if (broadcast.cancelled == null) {
      make(broadcast);
    } else {
      end(broadcast, List.of(), 0);
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
      giveBack(broadcast, "its workers have left");
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
                perform(broadcast, () -> await(broadcast, ids));
              } else if (isOfTheStore(refused)) {
                giveBack(broadcast, "the store cannot take its runs");
              } else {
                fail(broadcast, refused);
              }
            });
  }

  private static boolean isOfTheStore(Throwable refused) {
    return refused instanceof JournalUnavailable
        || refused.getCause() instanceof JournalUnavailable;
  }

  /** It has made nothing yet, and is begun again. */
  private void giveBack(Broadcast broadcast, String why) {
    underWay.remove(broadcast.attempt.run());
    broadcast.reports.returned(broadcast.attempt.run(), broadcast.attempt.fence(), why);
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
        BroadcastKey.of(broadcast, worker),
        tags,
        new Route(spec.route().labels(), worker, spec.route().version(), null));
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
    List<CompletableFuture<@Nullable Run>> ends = new ArrayList<>();
    for (RunId run : runs) {
      ends.add(
          parts()
              .runs()
              .finished(run)
              .handle(
                  (over, missing) -> {
                    ended(broadcast, run, runs.size());
                    return over;
                  }));
    }
    CompletableFuture.allOf(ends.toArray(CompletableFuture<?>[]::new))
        .thenRun(() -> perform(broadcast, () -> end(broadcast, known(ends), runs.size())));
  }

  private static List<Run> known(List<CompletableFuture<@Nullable Run>> ends) {
    List<Run> known = new ArrayList<>();
    for (CompletableFuture<@Nullable Run> end : ends) {
      Run run = end.join();
      if (run != null) {
        known.add(run);
      }
    }
    return known;
  }

  private void ended(Broadcast broadcast, RunId run, int all) {
    broadcast.unfinished.remove(run);
    int done = all - broadcast.unfinished.size();
    if (!closed) {
      broadcast.reports.progressed(
          broadcast.attempt.run(), done / (double) all, done + " of " + all + " workers");
    }
  }

  /**
   * All of its runs are over.
   *
   * @param runs those of which it is known how they ended
   * @param all how many there were
   */
  private void end(Broadcast broadcast, List<Run> runs, int all) {
    if (!closed) { // else nobody waits any more, because this process ends; the next one goes on
      report(broadcast, outcome(broadcast, runs, all));
    }
  }

  private Outcome outcome(Broadcast broadcast, List<Run> runs, int all) {
    String result = results.of(runs);
    String reason = broadcast.cancelled;
    if (reason != null) {
      Failure why = Failure.of("cancelled", reason);
      return new Outcome(AttemptOutcome.CANCELLED, result, why, new Wish.None());
    }
    Failure failure = BroadcastResult.failure(runs);
    if (failure == null && runs.size() < all) {
      int missing = all - runs.size();
      failure =
          Failure.of("broadcast", "how its runs ended is not known of " + missing + " of " + all);
    }
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
