package io.schedulezero.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.schedulezero.flow.ScheduleChanges.Prepared;
import io.schedulezero.handler.Handler;
import io.schedulezero.run.Run;
import io.schedulezero.run.RunState;
import io.schedulezero.run.ScheduleId;
import io.schedulezero.schedule.Exclusions;
import io.schedulezero.schedule.Misfire;
import io.schedulezero.schedule.Overlap;
import io.schedulezero.schedule.PastFire;
import io.schedulezero.schedule.Pause;
import io.schedulezero.schedule.Policies;
import io.schedulezero.schedule.Schedule;
import io.schedulezero.schedule.Skip;
import io.schedulezero.schedule.SkipReason;
import io.schedulezero.schedule.Trigger;
import io.schedulezero.store.Storage;
import io.schedulezero.store.StorageOptions;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ScheduleFlowTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Trigger EVERY_MINUTE =
      new Trigger.Interval(MINUTE, null, Trigger.Anchor.START);

  private final Work work = new Work();
  private final TestEngine engine = new TestEngine(work);

  static final class Work {
    final AtomicInteger calls = new AtomicInteger();
    final Semaphore mayEnd = new Semaphore(0);

    @Handler
    void quick() {
      calls.incrementAndGet();
    }

    @Handler
    void slow() throws InterruptedException {
      calls.incrementAndGet();
      mayEnd.acquire();
    }
  }

  @AfterEach
  void close() {
    work.mayEnd.release(1_000);
    engine.close();
  }

  @Test
  void each_fire_makes_one_run() {
    ScheduleId id = engine.schedule("s", "quick", EVERY_MINUTE, Policies.DEFAULT);

    for (int i = 0; i < 5; i++) {
      engine.advance(MINUTE);
    }

    engine.awaitAllFinished(id, 5);
    assertThat(engine.runsOf(id))
        .extracting(run -> Objects.requireNonNull(run.fire()).time())
        .containsExactly(at(300), at(240), at(180), at(120), at(60));
  }

  @Test
  void a_fire_that_overlaps_is_skipped_with_the_run_in_the_way() {
    ScheduleId id = engine.schedule("s", "slow", EVERY_MINUTE, with(Overlap.SKIP));
    engine.advance(MINUTE);
    await().until(() -> work.calls.get() == 1);
    engine.advance(MINUTE);

    List<PastFire> fires = engine.fires(id);
    assertThat(fires).hasSize(2);
    Skip skip = skip(fires.get(0));
    assertThat(skip.reason()).isEqualTo(SkipReason.OVERLAP);
    assertThat(skip.detail()).contains(engine.runsOf(id).get(0).id().toString());

    work.mayEnd.release();
    engine.awaitAllFinished(id, 1);
    engine.advance(MINUTE);
    await().until(() -> work.calls.get() == 2);
  }

  @Test
  void overlapping_runs_that_queue_go_one_after_the_other() {
    ScheduleId id = engine.schedule("s", "slow", EVERY_MINUTE, with(Overlap.QUEUE));
    for (int i = 0; i < 3; i++) {
      engine.advance(MINUTE);
    }
    await().until(() -> work.calls.get() == 1);
    engine.settle();
    assertThat(work.calls.get()).isEqualTo(1);

    work.mayEnd.release();
    await().until(() -> work.calls.get() == 2);
    work.mayEnd.release(2);
    engine.awaitAllFinished(id, 3);
  }

  @Test
  void a_new_fire_cancels_the_running_one_where_the_policy_says_so() {
    ScheduleId id = engine.schedule("s", "slow", EVERY_MINUTE, with(Overlap.CANCEL_RUNNING));
    engine.advance(MINUTE);
    await().until(() -> work.calls.get() == 1);
    engine.advance(MINUTE);
    await().until(() -> work.calls.get() == 2);

    Run first = engine.runsOf(id).get(1);
    Run cancelled = engine.awaitState(first.id(), RunState.CANCELLED);
    assertThat(cancelled.note()).isEqualTo("schedule s fired again");
  }

  @Test
  void late_fires_follow_the_misfire_policy_and_the_others_leave_a_reason() {
    ScheduleId once = engine.schedule("once", "quick", EVERY_MINUTE, Policies.DEFAULT);
    ScheduleId none = engine.schedule("none", "quick", EVERY_MINUTE, misfire(Misfire.Policy.SKIP));
    ScheduleId all =
        engine.schedule("all", "quick", EVERY_MINUTE, misfire(Misfire.Policy.FIRE_ALL));

    leap(Duration.ofMinutes(10).plusSeconds(30));

    engine.awaitAllFinished(once, 1);
    engine.awaitAllFinished(all, 10);
    await().untilAsserted(() -> assertThat(engine.fires(none)).hasSize(1));
    assertThat(engine.runsOf(none)).isEmpty();
    Skip skip = skip(engine.fires(none).get(0));
    assertThat(skip.count()).isEqualTo(10);
    assertThat(skip.reason()).isEqualTo(SkipReason.TOO_LATE);
    assertThat(skip(engine.fires(once).get(1)).count()).isEqualTo(9);
  }

  @Test
  void a_paused_schedule_records_its_fires_as_one_row_that_grows() {
    ScheduleId id = engine.schedule("s", "quick", EVERY_MINUTE, Policies.DEFAULT);
    pause(id, new Pause(engine.clock.instant(), "incident 42"));
    for (int i = 0; i < 3; i++) {
      engine.advance(MINUTE);
    }
    pause(id, null);
    engine.advance(MINUTE);

    engine.awaitAllFinished(id, 1);
    List<PastFire> fires = engine.fires(id);
    assertThat(fires).hasSize(2);
    Skip skip = skip(fires.get(1));
    assertThat(skip.count()).isEqualTo(3);
    assertThat(skip.reason()).isEqualTo(SkipReason.PAUSED);
    assertThat(skip.detail()).contains("incident 42");
  }

  @Test
  void an_excluded_day_leaves_its_reason() {
    Exclusions holiday = new Exclusions(Set.of(LocalDate.of(2026, 3, 2)), Set.of(), null);
    Policies policies =
        new Policies(Misfire.DEFAULT, Overlap.ALLOW, Duration.ZERO, null, null, null, holiday);
    ScheduleId id = engine.schedule("s", "quick", EVERY_MINUTE, policies);

    engine.advance(MINUTE);
    engine.advance(MINUTE);

    await()
        .untilAsserted(
            () ->
                assertThat(engine.fires(id))
                    .singleElement()
                    .satisfies(
                        fire -> {
                          assertThat(skip(fire).reason()).isEqualTo(SkipReason.CALENDAR);
                          assertThat(skip(fire).count()).isEqualTo(2);
                        }));
    assertThat(engine.runsOf(id)).isEmpty();
  }

  @Test
  void after_max_runs_it_fires_no_more() {
    Policies twice =
        new Policies(
            Misfire.DEFAULT, Overlap.ALLOW, Duration.ZERO, null, null, 2L, Exclusions.NONE);
    ScheduleId id = engine.schedule("s", "quick", EVERY_MINUTE, twice);

    for (int i = 0; i < 4; i++) {
      engine.advance(MINUTE);
    }

    engine.awaitAllFinished(id, 2);
    assertThat(engine.flow.schedule(id).orElseThrow().spent()).isTrue();
  }

  @Test
  void an_interval_anchored_at_completion_waits_for_the_end_of_the_run() {
    Trigger afterEnd = new Trigger.Interval(MINUTE, null, Trigger.Anchor.COMPLETION);
    ScheduleId id = engine.schedule("s", "slow", afterEnd, Policies.DEFAULT);
    engine.advance(MINUTE);
    await().until(() -> work.calls.get() == 1);
    engine.advance(Duration.ofMinutes(5));
    assertThat(engine.runsOf(id)).hasSize(1);

    work.mayEnd.release();
    engine.awaitAllFinished(id, 1);
    engine.settle();
    engine.advance(Duration.ofSeconds(59));
    assertThat(engine.runsOf(id)).hasSize(1);
    engine.advance(Duration.ofSeconds(1));

    await().until(() -> work.calls.get() == 2);
  }

  @Test
  void a_deleted_schedule_fires_no_more_and_its_runs_stay() {
    ScheduleId id = engine.schedule("s", "quick", EVERY_MINUTE, Policies.DEFAULT);
    engine.advance(MINUTE);
    engine.awaitAllFinished(id, 1);

    TestEngine.done(engine.flow.changes().delete(id, null));
    engine.advance(Duration.ofMinutes(5));

    assertThat(engine.runsOf(id)).hasSize(1);
    assertThat(engine.flow.schedule(id)).isEmpty();
  }

  @Test
  void a_taken_name_is_refused_and_nothing_of_the_batch_is_made() {
    engine.schedule("taken", "quick", EVERY_MINUTE, Policies.DEFAULT);
    Prepared taken = prepared(engine.flow.schedule(new ScheduleId("taken")).orElseThrow());
    Prepared fresh =
        Prepared.of(
            new Schedule(
                new ScheduleId("fresh"),
                taken.schedule().spec(),
                EVERY_MINUTE,
                Policies.DEFAULT,
                null,
                TestEngine.START,
                TestEngine.START,
                1));

    assertThatThrownBy(() -> TestEngine.done(engine.flow.changes().create(List.of(fresh, taken))))
        .hasMessageContaining("\"taken\" exists already (at index 1)");
    assertThat(engine.flow.schedule(new ScheduleId("fresh"))).isEmpty();
    TestEngine.done(engine.flow.changes().create(List.of(fresh)));
  }

  @Test
  void a_change_on_an_old_version_is_refused() {
    ScheduleId id = engine.schedule("s", "quick", EVERY_MINUTE, Policies.DEFAULT);
    pause(id, new Pause(TestEngine.START, "first"));

    assertThatThrownBy(() -> TestEngine.done(engine.flow.changes().delete(id, 1L)))
        .hasMessageContaining("has version 2, not 1");
    assertThat(engine.flow.schedule(id)).isPresent();
  }

  @Test
  void a_new_trigger_fires_from_the_change_on() {
    ScheduleId id = engine.schedule("s", "quick", EVERY_MINUTE, Policies.DEFAULT);
    engine.advance(MINUTE);
    engine.clock.advanceTo(at(100));

    change(engine, id, new Trigger.Interval(Duration.ofSeconds(1), null, Trigger.Anchor.START));
    engine.advance(Duration.ofSeconds(2));

    engine.awaitAllFinished(id, 3);
    assertThat(fireTimes(engine, id)).containsExactly(at(102), at(101), at(60));
    assertThat(engine.fires(id)).hasSize(3);
  }

  @Test
  void what_was_due_before_a_change_happens_by_the_old_rules() {
    Storage storage = Storage.memory(StorageOptions.with(Thread::new));
    FaultyJournal journal = new FaultyJournal(storage.journal());
    try (TestEngine other = new TestEngine(storage, journal, work)) {
      ScheduleId id = other.schedule("s", "quick", EVERY_MINUTE, Policies.DEFAULT);
      journal.refuse(true);
      other.advance(MINUTE);
      journal.refuse(false);

      change(other, id, new Trigger.Date(at(500)));
      other.advance(Duration.ofSeconds(440));

      other.awaitAllFinished(id, 2);
      assertThat(fireTimes(other, id)).containsExactly(at(500), at(60));
    }
  }

  private static void change(TestEngine engine, ScheduleId id, Trigger trigger) {
    TestEngine.done(
        engine
            .flow
            .changes()
            .change(
                id,
                null,
                p -> {
                  Schedule old = p.schedule();
                  return Prepared.of(
                      new Schedule(
                          id,
                          old.spec(),
                          trigger,
                          old.policies(),
                          old.pause(),
                          old.createdAt(),
                          engine.clock.instant(),
                          old.version() + 1));
                }));
  }

  private static List<Instant> fireTimes(TestEngine engine, ScheduleId id) {
    return engine.runsOf(id).stream()
        .map(run -> Objects.requireNonNull(run.fire()).time())
        .toList();
  }

  private static Prepared prepared(Flow.Known known) {
    return new Prepared(known.schedule(), known.times());
  }

  @Test
  void a_date_that_is_past_when_it_is_set_fires_at_once() {
    ScheduleId id = engine.schedule("s", "quick", new Trigger.Date(at(9_000)), Policies.DEFAULT);
    engine.advance(MINUTE);

    change(engine, id, new Trigger.Date(at(59)));
    engine.advance(Duration.ZERO);
    engine.awaitAllFinished(id, 1);
  }

  @Test
  void of_fires_that_are_made_up_for_together_only_the_newest_goes_on() {
    Misfire all = new Misfire(Misfire.Policy.FIRE_ALL, null, null);
    Overlap newest = Overlap.CANCEL_RUNNING;
    Policies policies = new Policies(all, newest, Duration.ZERO, null, null, null, Exclusions.NONE);
    ScheduleId id = engine.schedule("s", "slow", EVERY_MINUTE, policies);
    leap(Duration.ofMinutes(3));

    await()
        .untilAsserted(
            () ->
                assertThat(engine.runsOf(id))
                    .extracting(Run::state)
                    .containsExactly(RunState.RUNNING, RunState.CANCELLED, RunState.CANCELLED));
  }

  private void pause(ScheduleId id, @Nullable Pause pause) {
    Instant now = engine.clock.instant();
    TestEngine.done(
        engine
            .flow
            .changes()
            .change(id, null, p -> new Prepared(p.schedule().paused(pause, now), p.times())));
  }

  /** The clock jumps, as after a long sleep of the machine: all is late at once. */
  private void leap(Duration by) {
    engine.clock.leapTo(engine.clock.instant().plus(by));
    engine.settle();
  }

  private static Policies with(Overlap overlap) {
    return new Policies(Misfire.DEFAULT, overlap, Duration.ZERO, null, null, null, Exclusions.NONE);
  }

  private static Policies misfire(Misfire.Policy policy) {
    return new Policies(
        new Misfire(policy, null, null),
        Overlap.ALLOW,
        Duration.ZERO,
        null,
        null,
        null,
        Exclusions.NONE);
  }

  private static Skip skip(PastFire fire) {
    assertThat(fire).isInstanceOf(PastFire.Skipped.class);
    return ((PastFire.Skipped) fire).skip();
  }

  private static Instant at(long seconds) {
    return TestEngine.START.plusSeconds(seconds);
  }
}
