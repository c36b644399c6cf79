package io.schedulezero;

import io.schedulezero.flow.Flow;
import io.schedulezero.flow.ScheduleChanges.Prepared;
import io.schedulezero.journal.Receipt;
import io.schedulezero.run.Fire;
import io.schedulezero.run.Page;
import io.schedulezero.run.Run;
import io.schedulezero.run.RunSpec;
import io.schedulezero.run.ScheduleId;
import io.schedulezero.schedule.PastFire;
import io.schedulezero.schedule.Pause;
import io.schedulezero.schedule.Policies;
import io.schedulezero.schedule.Schedule;
import io.schedulezero.schedule.ScheduleFilter;
import io.schedulezero.schedule.ScheduleStore;
import io.schedulezero.schedule.Trigger;
import io.schedulezero.trigger.FireTimes;
import io.schedulezero.trigger.InvalidTrigger;
import io.schedulezero.trigger.Nominal;
import io.schedulezero.trigger.Words;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Schedules, as the flow and the store know them. */
final class EngineSchedules implements Schedules {
  private static final int MOST_AHEAD = 1_000;
  private static final int MOST_BACKFILLED = 10_000;

  private final Flow flow;
  private final ScheduleStore store;
  private final InstantSource clock;
  private final Submissions submissions;

  EngineSchedules(Engine engine, Submissions submissions) {
    this.flow = engine.flow();
    this.store = engine.schedules();
    this.clock = engine.clock();
    this.submissions = submissions;
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  @Override
  public ScheduleStatus create(ScheduleDraft draft) {
    List<Problem> problems = new ArrayList<>();
    Prepared prepared = prepared(draft, "", problems).orElseThrow(() -> new BadRequest(problems));
    Settled.get(flow.changes().create(List.of(prepared)));
    return found(prepared.schedule().id());
  }

  @Override
  public List<ScheduleStatus> createAll(List<ScheduleDraft> drafts) {
    List<Problem> problems = new ArrayList<>();
    List<Prepared> prepared = new ArrayList<>(drafts.size());
    for (int i = 0; i < drafts.size(); i++) {
      prepared(drafts.get(i), "[" + i + "].", problems).ifPresent(prepared::add);
    }
    if (!problems.isEmpty()) {
      throw new BadRequest(problems);
    }
    Settled.get(flow.changes().create(prepared));
    return prepared.stream().map(one -> found(one.schedule().id())).toList();
  }

  private Optional<Prepared> prepared(ScheduleDraft draft, String at, List<Problem> problems) {
    return drafted(draft, at, problems).flatMap(schedule -> prepared(schedule, at, problems));
  }

  private Optional<Schedule> drafted(ScheduleDraft draft, String at, List<Problem> problems) {
    ScheduleId id = id(draft.id(), at, problems);
    Instant now = now();
    Pause pause = draft.pauseReason() == null ? null : new Pause(now, draft.pauseReason());
    return submissions
        .spec(Submissions.Wanted.of(draft), at, problems)
        .filter(spec -> id != null)
        .map(
            spec ->
                new Schedule(
                    id == null ? newId() : id,
                    spec,
                    draft.trigger(),
                    draft.policies(),
                    pause,
                    now,
                    now,
                    1));
  }

  private static Optional<Prepared> prepared(Schedule schedule, String at, List<Problem> problems) {
    try {
      return Optional.of(Prepared.of(schedule));
    } catch (InvalidTrigger invalid) {
      problems.add(new Problem(at + invalid.field(), String.valueOf(invalid.getMessage())));
      return Optional.empty();
    }
  }

  private @Nullable ScheduleId id(@Nullable String id, String at, List<Problem> problems) {
    try {
      return id == null ? newId() : new ScheduleId(id);
    } catch (IllegalArgumentException invalid) {
      problems.add(new Problem(at + "id", "must be " + ScheduleId.FORM + ", not \"" + id + '"'));
      return null;
    }
  }

  private ScheduleId newId() {
    return new ScheduleId("s-" + flow.newRunId());
  }

  @Override
  public ScheduleStatus createOrReplace(ScheduleDraft draft) {
    List<Problem> problems = new ArrayList<>();
    Schedule drafted = drafted(draft, "", problems).orElseThrow(() -> new BadRequest(problems));
    try {
      Flow.Known put =
          Settled.get(
              flow.changes()
                  .put(
                      drafted.id(),
                      current ->
                          Prepared.of(
                              current.map(old -> merged(old, drafted, draft)).orElse(drafted))));
      return status(put);
    } catch (InvalidTrigger invalid) {
      throw refusal(invalid);
    }
  }

  private static BadRequest refusal(InvalidTrigger invalid) {
    return new BadRequest(invalid.field(), String.valueOf(invalid.getMessage()));
  }

  @Override
  public ScheduleStatus update(ScheduleId id, ScheduleDraft draft, @Nullable Long expected) {
    Schedule before = known(id).schedule();
    List<Problem> problems = new ArrayList<>();
    RunSpec spec =
        submissions
            .spec(Submissions.Wanted.of(draft), "", problems)
            .orElseThrow(() -> new BadRequest(problems));
    Instant now = now();
    Schedule draftedOn =
        new Schedule(id, spec, draft.trigger(), draft.policies(), null, before.createdAt(), now, 1);
    Prepared drafted =
        prepared(draftedOn, "", problems).orElseThrow(() -> new BadRequest(problems));
    Settled.get(
        flow.changes()
            .change(
                id,
                expected,
                current ->
                    new Prepared(merged(current.schedule(), draftedOn, draft), drafted.times())));
    return found(id);
  }

  private static Schedule merged(Schedule current, Schedule drafted, ScheduleDraft draft) {
    Pause pause = current.pause();
    if (draft.pauseReason() == null) {
      pause = null;
    } else if (pause == null || !pause.reason().equals(draft.pauseReason())) {
      pause = new Pause(drafted.updatedAt(), draft.pauseReason());
    }
    return new Schedule(
        current.id(),
        drafted.spec(),
        drafted.trigger(),
        drafted.policies(),
        pause,
        current.createdAt(),
        drafted.updatedAt(),
        current.version() + 1);
  }

  @Override
  public void delete(ScheduleId id, @Nullable Long expectedVersion) {
    Settled.get(flow.changes().delete(id, expectedVersion));
  }

  @Override
  public int deleteAll(Collection<ScheduleId> ids) {
    return Settled.get(flow.changes().deleteAll(ids));
  }

  @Override
  public int deleteAll(ScheduleFilter filter) {
    return deleteAll(
        flow.schedulesAfter(null)
            .filter(known -> matches(known.schedule(), filter))
            .map(known -> known.schedule().id())
            .toList());
  }

  @Override
  public ScheduleStatus pause(ScheduleId id, String reason) {
    Instant now = now();
    return changed(id, new Pause(now, reason), now);
  }

  @Override
  public ScheduleStatus resume(ScheduleId id) {
    return changed(id, null, now());
  }

  private ScheduleStatus changed(ScheduleId id, @Nullable Pause pause, Instant now) {
    Settled.get(
        flow.changes()
            .change(
                id,
                null,
                current -> new Prepared(current.schedule().paused(pause, now), current.times())));
    return found(id);
  }

  @Override
  public Submitted runNow(ScheduleId id, @Nullable String args, @Nullable String target) {
    RunSpec own = known(id).schedule().spec();
    RunSpec spec = args == null && target == null ? own : changed(own, args, target);
    Instant now = now();
    Run run = Run.open(flow.newRunId(), spec, now, now, new Fire(id, now));
    Receipt receipt = Settled.get(flow.submit(List.of(run), List.of()));
    return EngineRuns.answers(List.of(run), receipt).get(0);
  }

  private RunSpec changed(RunSpec own, @Nullable String args, @Nullable String target) {
    List<Problem> problems = new ArrayList<>();
    Submissions.Wanted wanted =
        new Submissions.Wanted(
            own.handler(),
            args == null ? own.args() : args,
            own.priority(),
            own.timeout(),
            own.retry(),
            null,
            own.tags(),
            target == null ? RouteRequest.of(own.route()) : RouteRequest.to(target));
    return submissions.spec(wanted, "", problems).orElseThrow(() -> new BadRequest(problems));
  }

  @Override
  public int backfill(ScheduleId id, Instant from, Instant to) {
    Flow.Known known = known(id);
    Instant now = now();
    if (!to.isAfter(from) || to.isAfter(now)) {
      throw new BadRequest("to", to + " is not after from " + from + " and in the past");
    }
    FireTimes times = timesFrom(known.schedule(), from);
    List<Run> runs = new ArrayList<>();
    Nominal next = times.after(from.minusMillis(1));
    while (next != null && next.time().isBefore(to)) {
      if (next.skip() == null) {
        Fire fire = new Fire(id, next.time());
        runs.add(Run.open(flow.newRunId(), known.schedule().spec(), now, now, fire));
      }
      if (runs.size() > MOST_BACKFILLED) {
        throw new BadRequest("from", "more than " + MOST_BACKFILLED + " fires: take it in parts");
      }
      next = times.after(next.time());
    }
    Receipt receipt = Settled.get(flow.submit(runs, List.of()));
    return runs.size() - receipt.taken().size();
  }

  private static FireTimes timesFrom(Schedule schedule, Instant from) {
    try {
      return FireTimes.startingBefore(
          from, schedule.id(), schedule.trigger(), schedule.policies(), schedule.createdAt());
    } catch (InvalidTrigger invalid) {
      throw new BadRequest(invalid.field(), String.valueOf(invalid.getMessage()));
    }
  }

  @Override
  public Optional<ScheduleStatus> find(ScheduleId id) {
    return flow.schedule(id).map(this::status);
  }

  @Override
  public Page<ScheduleStatus> list(ScheduleFilter filter, @Nullable String cursor, int limit) {
    ScheduleId after = cursor == null ? null : new ScheduleId(cursor);
    List<Flow.Known> found =
        flow.schedulesAfter(after)
            .filter(known -> matches(known.schedule(), filter))
            .limit(limit + 1L)
            .collect(Collectors.toList());
    boolean more = found.size() > limit;
    List<Flow.Known> page = more ? found.subList(0, limit) : found;
    String next = more ? page.get(limit - 1).schedule().id().value() : null;
    return new Page<>(page.stream().map(this::status).toList(), next);
  }

  private static boolean matches(Schedule schedule, ScheduleFilter filter) {
    String text = filter.text();
    RunSpec spec = schedule.spec();
    return (filter.handler() == null || filter.handler().equals(spec.handler()))
        && (filter.tag() == null || spec.tags().contains(filter.tag()))
        && (filter.paused() == null || filter.paused() == (schedule.pause() != null))
        && (text == null
            || schedule.id().value().contains(text)
            || spec.handler().contains(text)
            || spec.args().contains(text));
  }

  @Override
  public Page<PastFire> pastFires(ScheduleId id, @Nullable String cursor, int limit) {
    known(id);
    return store.fires(id, cursor, limit);
  }

  @Override
  public List<NextFire> nextFires(ScheduleId id, int count) {
    Flow.Known known = known(id);
    if (known.schedule().pause() != null || known.spent()) {
      return List.of();
    }
    return ahead(known.times(), now(), null, count);
  }

  @Override
  public Preview preview(
      Trigger trigger, Policies policies, @Nullable Instant from, @Nullable Instant to, int count) {
    Instant start = from == null ? now() : from;
    try {
      FireTimes times = FireTimes.of(new ScheduleId("preview"), trigger, policies, start);
      return new Preview(ahead(times, start, to, count), Words.describe(trigger));
    } catch (InvalidTrigger invalid) {
      throw refusal(invalid);
    }
  }

  private static List<NextFire> ahead(
      FireTimes times, Instant from, @Nullable Instant to, int count) {
    return io.schedulezero.trigger.Preview.next(times, from, to, Math.min(count, MOST_AHEAD))
        .stream()
        .map(n -> new NextFire(n.time(), n.skip()))
        .toList();
  }

  private Flow.Known known(ScheduleId id) {
    return flow.schedule(id).orElseThrow(() -> new NotFound("There is no schedule \"" + id + "\""));
  }

  private ScheduleStatus found(ScheduleId id) {
    return status(known(id));
  }

  private ScheduleStatus status(Flow.Known known) {
    boolean fires = known.schedule().pause() == null && !known.spent();
    Nominal next = fires ? known.times().after(now()) : null;
    return new ScheduleStatus(
        known.schedule(), known.progress(), next == null ? null : next.time());
  }
}
