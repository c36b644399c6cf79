package io.schedulezero.flow;

import static io.schedulezero.flow.TestEngine.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.schedulezero.dispatch.AttemptReports.Recorded;
import io.schedulezero.dispatch.Target;
import io.schedulezero.handler.Delivery;
import io.schedulezero.handler.Handler;
import io.schedulezero.handler.RunContext;
import io.schedulezero.journal.Change;
import io.schedulezero.journal.Change.AddRun;
import io.schedulezero.journal.Change.MoveRun;
import io.schedulezero.journal.Change.SaveSchedule;
import io.schedulezero.run.Fire;
import io.schedulezero.run.Outcome;
import io.schedulezero.run.Run;
import io.schedulezero.run.RunId;
import io.schedulezero.run.RunSpec;
import io.schedulezero.run.RunState;
import io.schedulezero.run.ScheduleId;
import io.schedulezero.schedule.Exclusions;
import io.schedulezero.schedule.Misfire;
import io.schedulezero.schedule.Overlap;
import io.schedulezero.schedule.Policies;
import io.schedulezero.schedule.Schedule;
import io.schedulezero.schedule.Trigger;
import io.schedulezero.store.Storage;
import io.schedulezero.store.StorageOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a process does about the runs that another one, which was killed, had under way. */
final class RecoveryTest {
  private static final ScheduleId SERIES = new ScheduleId("series");

  @TempDir private Path folder;
  private final Work work = new Work();

  static final class Work {
    final List<Instant> fires = new CopyOnWriteArrayList<>();

    @Handler
    void repeatable(RunContext run) {
      fires.add(run.fireTime());
    }

    @Handler(delivery = Delivery.AT_MOST_ONCE)
    void once(RunContext run) {
      fires.add(run.fireTime());
    }
  }

  static final class OtherWork {
    @Handler
    void other() {}
  }

  @Test
  void a_lost_run_is_repeated_and_its_lost_attempt_does_not_count() {
    Run run = left("repeatable", 1, START, null);

    try (TestEngine engine = new TestEngine(open(), work)) {
      Run again = engine.awaitState(run.id(), RunState.SUCCEEDED);

      assertThat(again.attempts()).isEqualTo(1);
      assertThat(again.dueAt()).isEqualTo(run.dueAt());
      assertThat(engine.storage.runs().earlierAttempts(run.id())).hasSize(1);
    }
  }

  @Test
  void a_lost_run_of_at_most_once_has_failed() {
    Run run = left("once", 1, START, null);

    try (TestEngine engine = new TestEngine(open(), work)) {
      assertThat(engine.awaitState(run.id(), RunState.FAILED).note()).contains("at_most_once");
      assertThat(work.fires).isEmpty();
    }
  }

  @Test
  void at_most_once_holds_for_a_run_that_was_lost_while_nobody_knew_its_handler() {
    Run run = left("once", 1, START, null);
    try (TestEngine without = new TestEngine(open(), new OtherWork())) {
      assertThat(without.awaitState(run.id(), RunState.QUEUED).attempts()).isEqualTo(1);
    }

    try (TestEngine engine = new TestEngine(open(), work)) {
      Run over = engine.awaitState(run.id(), RunState.FAILED);

      assertThat(over.note()).contains("at_most_once");
      assertThat(work.fires).isEmpty();
    }
  }

  @Test
  void a_lost_run_keeps_its_place_before_the_later_ones_of_its_series() {
    Policies queues =
        new Policies(
            Misfire.DEFAULT, Overlap.QUEUE, Duration.ZERO, null, null, null, Exclusions.NONE);
    Schedule schedule =
        new Schedule(
            SERIES,
            RunSpec.of("repeatable", "{}"),
            new Trigger.Date(START.minusSeconds(100)),
            queues,
            null,
            START,
            START,
            1);
    write(new SaveSchedule(schedule));
    left("repeatable", 1, START.minusSeconds(30), SERIES);
    for (int i = 2; i <= 3; i++) {
      write(new AddRun(open("repeatable", i, START.minusSeconds(30 - i), SERIES), true));
    }

    try (TestEngine engine = new TestEngine(open(), work)) {
      engine.awaitAllFinished(SERIES, 3);

      assertThat(work.fires).hasSize(3).isSorted();
    }
  }

  /** A process started this run, and was killed. */
  @Test
  void a_run_that_a_worker_still_has_goes_on() {
    Run run = left("repeatable", 1, START, null, "w1");
    Elsewhere elsewhere = new Elsewhere();
    Storage storage = open();

    try (TestEngine engine = new TestEngine(storage, storage.journal(), elsewhere, work)) {
      Elsewhere.Given given = elsewhere.next();
      assertThat(given.attempt().fence()).isEqualTo(1);
      assertThat(given.ends(Outcome.succeeded("1"))).isEqualTo(Recorded.COMMITTED);

      Run over = engine.find(run.id());
      assertThat(over.state()).isEqualTo(RunState.SUCCEEDED);
      assertThat(over.attempts()).isEqualTo(1);
      assertThat(work.fires).isEmpty();
    }
  }

  private Run left(String handler, long id, Instant dueAt, @Nullable ScheduleId schedule) {
    return left(handler, id, dueAt, schedule, Target.LOCAL);
  }

  private Run left(
      String handler, long id, Instant dueAt, @Nullable ScheduleId schedule, String target) {
    Run waiting = open(handler, id, dueAt, schedule);
    Run running = Moves.started(waiting, target, 1, dueAt);
    write(new AddRun(waiting, true), new MoveRun(running, null, true));
    return running;
  }

  private static Run open(String handler, long id, Instant dueAt, @Nullable ScheduleId schedule) {
    Fire fire = schedule == null ? null : new Fire(schedule, dueAt);
    return Run.open(new RunId(id), RunSpec.of(handler, "{}"), dueAt, dueAt, fire);
  }

  private void write(Change... changes) {
    try (Storage storage = open()) {
      storage.journal().write(List.of(changes)).join();
    }
  }

  private Storage open() {
    return Storage.sqlite(folder.resolve("test.db"), StorageOptions.with(Thread::new));
  }
}
