package io.schedulezero;

import io.schedulezero.flow.Explanation;
import io.schedulezero.flow.Flow;
import io.schedulezero.flow.RunProgressListener;
import io.schedulezero.journal.Receipt;
import io.schedulezero.notify.Waiters;
import io.schedulezero.run.Attempt;
import io.schedulezero.run.LogLine;
import io.schedulezero.run.Page;
import io.schedulezero.run.Run;
import io.schedulezero.run.RunFilter;
import io.schedulezero.run.RunId;
import io.schedulezero.run.RunState;
import io.schedulezero.run.RunStore;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Runs, as the flow and the store know them. */
final class EngineRuns implements Runs {
  private static final int PAGE = 500;
  private static final Set<RunState> UNFINISHED =
      EnumSet.of(RunState.SCHEDULED, RunState.QUEUED, RunState.RUNNING);
  private static final Set<RunState> REPEATABLE = EnumSet.of(RunState.FAILED, RunState.CANCELLED);

  private final Flow flow;
  private final RunStore store;
  private final Submissions submissions;
  private final Waiters waiters;
  private final InstantSource clock;
  private final LatestProgress progress;

  EngineRuns(Engine engine, Submissions submissions, LatestProgress progress) {
    this.flow = engine.flow();
    this.store = engine.runs();
    this.waiters = engine.waiters();
    this.clock = engine.clock();
    this.submissions = submissions;
    this.progress = progress;
  }

  /** The last word of each running handler. */
  static final class LatestProgress implements RunProgressListener {
    private final Map<RunId, RunProgress> latest = new ConcurrentHashMap<>();
    private final InstantSource clock;

    LatestProgress(InstantSource clock) {
      this.clock = clock;
    }

    @Override
    public void progressed(RunId run, double fraction, String message) {
      latest.put(run, new RunProgress(fraction, message, clock.instant()));
    }

    @Override
    public void forget(RunId run) {
      if (!latest.isEmpty()) {
        latest.remove(run);
      }
    }
  }

  @Override
  public Submitted submit(RunRequest request) {
    List<Problem> problems = new ArrayList<>();
    Run run = open(request, now(), "", problems);
    if (run == null) {
      throw new BadRequest(problems);
    }
    return Settled.get(commit(List.of(run))).get(0);
  }

  @Override
  public List<Submitted> submitAll(List<RunRequest> requests) {
    return Settled.get(submitAsync(requests));
  }

  @Override
  public CompletableFuture<List<Submitted>> submitAsync(List<RunRequest> requests) {
    List<Problem> problems = new ArrayList<>();
    List<Run> runs = new ArrayList<>(requests.size());
    Instant now = now();
    for (int i = 0; i < requests.size(); i++) {
      Run run = open(requests.get(i), now, "[" + i + "].", problems);
      if (run != null) {
        runs.add(run);
      }
    }
    if (!problems.isEmpty()) {
      throw new BadRequest(problems);
    }
    return commit(runs);
  }

  private @Nullable Run open(RunRequest request, Instant now, String at, List<Problem> problems) {
    Instant dueAt = Submissions.dueAt(request, now, at, problems);
    return submissions
        .spec(Submissions.Wanted.of(request), at, problems)
        .filter(spec -> dueAt != null)
        .map(spec -> Run.open(flow.newRunId(), spec, now, dueAt == null ? now : dueAt, null))
        .orElse(null);
  }

  private CompletableFuture<List<Submitted>> commit(List<Run> runs) {
    return flow.submit(runs, List.of()).thenApply(receipt -> answers(runs, receipt));
  }

  static List<Submitted> answers(List<Run> runs, Receipt receipt) {
    List<Submitted> answers = new ArrayList<>(runs.size());
    for (int i = 0; i < runs.size(); i++) {
      Run run = runs.get(i);
      Optional<RunId> taken = receipt.takenBy(i);
      answers.add(new Submitted(taken.orElse(run.id()), run.state(), run.dueAt(), taken.isEmpty()));
    }
    return answers;
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  @Override
  public Optional<Run> find(RunId id) {
    return store.find(id);
  }

  @Override
  public List<Attempt> attempts(Run run) {
    List<Attempt> attempts = new ArrayList<>(store.earlierAttempts(run.id()));
    if (run.attempt() != null) {
      attempts.add(run.attempt());
    }
    return attempts;
  }

  @Override
  public Page<Run> list(RunFilter filter, @Nullable String cursor, int limit) {
    return store.list(filter, cursor, limit);
  }

  @Override
  public List<LogLine> logs(RunId id, int after, int limit) {
    return store.logs(id, after, limit);
  }

  @Override
  public Optional<RunProgress> progress(RunId id) {
    return Optional.ofNullable(progress.latest.get(id));
  }

  @Override
  public Explanation explain(RunId id) {
    Run run = store.find(id).orElseThrow(() -> missing(id));
    return Settled.get(flow.explain(run));
  }

  @Override
  public CompletableFuture<Run> finished(RunId id) {
    Optional<Run> run = store.find(id);
    if (run.isEmpty()) {
      return CompletableFuture.failedFuture(missing(id));
    }
    if (run.get().state().isTerminal()) {
      return CompletableFuture.completedFuture(run.get());
    }
    CompletableFuture<Run> waiter = waiters.finished(id);
    store.find(id).filter(meanwhile -> meanwhile.state().isTerminal()).ifPresent(waiters::finished);
    return waiter;
  }

  @Override
  public Run cancel(RunId id, String reason) {
    Run run = store.find(id).orElseThrow(() -> missing(id));
    if (run.state().isTerminal()) {
      throw new Conflict("Run " + id + " cannot be cancelled: it is over, " + run.state());
    }
    return Settled.get(flow.interventions().cancel(id, reason));
  }

  @Override
  public Run retry(RunId id) {
    Run run = store.find(id).orElseThrow(() -> missing(id));
    if (!REPEATABLE.contains(run.state())) {
      throw new Conflict(
          "Run " + id + " cannot run again: it is " + run.state() + ", not FAILED or CANCELLED");
    }
    return Settled.get(flow.interventions().retry(id));
  }

  private static NotFound missing(RunId id) {
    return new NotFound("There is no run " + id + "; it may have been deleted by the retention");
  }

  @Override
  public int cancelAll(RunFilter filter, String reason) {
    return forEach(filter, UNFINISHED, run -> flow.interventions().cancel(run.id(), reason));
  }

  @Override
  public int retryAll(RunFilter filter) {
    return forEach(filter, REPEATABLE, run -> flow.interventions().retry(run.id()));
  }

  /**
   * A page at a time, from the newest to the oldest, so that what is added meanwhile is not met.
   */
  private int forEach(
      RunFilter filter, Set<RunState> possible, Function<Run, CompletableFuture<Run>> action) {
    Set<RunState> states = EnumSet.copyOf(possible);
    if (!filter.states().isEmpty()) {
      states.retainAll(filter.states());
    }
    int done = 0;
    String cursor = null;
    while (!states.isEmpty()) {
      Page<Run> page = store.list(filter.withStates(states), cursor, PAGE);
      List<CompletableFuture<Run>> actions = page.items().stream().map(action).toList();
      for (CompletableFuture<Run> each : actions) {
        done += happened(each) ? 1 : 0;
      }
      cursor = page.next();
      if (cursor == null) {
        break;
      }
    }
    return done;
  }

  /** A run that ended or vanished between the look and the action is not counted. */
  private static boolean happened(CompletableFuture<Run> action) {
    try {
      Settled.get(action);
      return true;
    } catch (Conflict | NotFound overtaken) {
      return false;
    }
  }
}
