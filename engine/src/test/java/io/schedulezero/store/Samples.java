package io.schedulezero.store;

import io.schedulezero.journal.Change;
import io.schedulezero.journal.Change.AddRun;
import io.schedulezero.journal.Change.MoveRun;
import io.schedulezero.journal.Journal;
import io.schedulezero.journal.Receipt;
import io.schedulezero.run.Attempt;
import io.schedulezero.run.AttemptOutcome;
import io.schedulezero.run.Failure;
import io.schedulezero.run.Fire;
import io.schedulezero.run.Route;
import io.schedulezero.run.Run;
import io.schedulezero.run.RunId;
import io.schedulezero.run.RunSpec;
import io.schedulezero.run.RunState;
import io.schedulezero.run.ScheduleId;
import io.schedulezero.schedule.Policies;
import io.schedulezero.schedule.Schedule;
import io.schedulezero.schedule.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Runs and schedules to test with. */
final class Samples {
  static final Instant NOON = Instant.parse("2026-12-01T12:00:00.123456Z");

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private Samples() {}

  static <T> T await(CompletableFuture<T> future) {
    try {
      return future.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new AssertionError(e);
    } catch (InterruptedException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  static Receipt write(Journal journal, Change... changes) {
    return await(journal.write(List.of(changes)));
  }

  static RunBuilder aRun(long id) {
    return new RunBuilder(id);
  }

  /** A run of {@code echo}, made and due at noon. */
  static final class RunBuilder {
    private final long id;
    private String handler = "echo";
    private String args = "{}";
    private int priority = RunSpec.NORMAL_PRIORITY;
    private @Nullable String key;
    private @Nullable Fire fire;
    private Instant createdAt = NOON;
    private Instant dueAt = NOON;
    private Route route = Route.ANYWHERE;
    private List<String> tags = List.of();

    private RunBuilder(long id) {
      this.id = id;
    }

    RunBuilder of(String value) {
      handler = value;
      return this;
    }

    RunBuilder args(String value) {
      args = value;
      return this;
    }

    RunBuilder priority(int value) {
      priority = value;
      return this;
    }

    RunBuilder key(String value) {
      key = value;
      return this;
    }

    RunBuilder fire(String schedule, Instant time) {
      fire = new Fire(new ScheduleId(schedule), time);
      return this;
    }

    RunBuilder createdAt(Instant value) {
      createdAt = value;
      dueAt = value;
      return this;
    }

    RunBuilder dueAt(Instant value) {
      dueAt = value;
      return this;
    }

    RunBuilder route(Route value) {
      route = value;
      return this;
    }

    RunBuilder tags(String... values) {
      tags = List.of(values);
      return this;
    }

    Run open() {
      RunSpec spec = new RunSpec(handler, args, priority, null, null, key, tags, route);
      return Run.open(new RunId(id), spec, createdAt, dueAt, fire);
    }

    AddRun held() {
      return new AddRun(open(), true);
    }

    AddRun waiting() {
      return new AddRun(open(), false);
    }
  }

  static Attempt attempt(int number, long fence, Instant startedAt) {
    return new Attempt(number, fence, "local", startedAt, null, null, null);
  }

  static Run queued(Run run) {
    return run.state() == RunState.QUEUED ? run : run.to(RunState.QUEUED).done();
  }

  /** Its next attempt has started. */
  static Run running(Run run, long fence) {
    int number = run.attempt() == null ? 1 : run.attempt().number() + 1;
    return queued(run)
        .to(RunState.RUNNING)
        .attempt(attempt(number, fence, run.dueAt()))
        .attempts(number)
        .done();
  }

  static Run succeeded(Run running, Instant at, @Nullable String result) {
    Attempt attempt = latest(running).ended(at, AttemptOutcome.SUCCEEDED, null);
    return running.to(RunState.SUCCEEDED).attempt(attempt).finishedAt(at).result(result).done();
  }

  static Run failed(Run running, Instant at, Failure failure) {
    Attempt attempt = latest(running).ended(at, AttemptOutcome.FAILED, failure);
    return running.to(RunState.FAILED).attempt(attempt).finishedAt(at).done();
  }

  static Attempt latest(Run run) {
    Attempt attempt = run.attempt();
    if (attempt == null) {
      throw new AssertionError("no attempt yet: " + run);
    }
    return attempt;
  }

  /** Added, run and finished {@code after} its due time, in three commits. */
  static Run finish(Journal journal, RunBuilder builder, RunState end, Duration after) {
    AddRun added = builder.held();
    write(journal, added);
    Run running = running(added.run(), journal.epoch() << 32 | added.run().id().value());
    Instant at = running.dueAt().plus(after);
    Run last =
        switch (end) {
          case SUCCEEDED -> succeeded(running, at, null);
          case FAILED -> failed(running, at, Failure.of("Oops", "it broke"));
          case CANCELLED, SKIPPED -> added.run().to(end).finishedAt(at).note("no").done();
          default -> throw new AssertionError("not an end: " + end);
        };
    write(journal, new MoveRun(last, null, false));
    return last;
  }

  static Schedule schedule(String id) {
    return schedule(id, new Trigger.Interval(Duration.ofHours(1), null, Trigger.Anchor.START));
  }

  static Schedule schedule(String id, Trigger trigger) {
    return new Schedule(
        new ScheduleId(id),
        RunSpec.of("echo", "{\"n\":1}"),
        trigger,
        Policies.DEFAULT,
        null,
        NOON,
        NOON,
        1);
  }
}
