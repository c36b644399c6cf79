package io.schedulezero.store;

import static io.schedulezero.store.Samples.NOON;
import static io.schedulezero.store.Samples.aRun;
import static io.schedulezero.store.Samples.attempt;
import static io.schedulezero.store.Samples.await;
import static io.schedulezero.store.Samples.finish;
import static io.schedulezero.store.Samples.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.schedulezero.journal.Change.AddLogs;
import io.schedulezero.journal.Change.AddSkip;
import io.schedulezero.journal.Change.MoveRun;
import io.schedulezero.journal.Journal.Retention;
import io.schedulezero.journal.Receipt;
import io.schedulezero.run.BroadcastKey;
import io.schedulezero.run.LogLine;
import io.schedulezero.run.Run;
import io.schedulezero.run.RunFilter;
import io.schedulezero.run.RunId;
import io.schedulezero.run.RunState;
import io.schedulezero.run.ScheduleId;
import io.schedulezero.schedule.PastFire;
import io.schedulezero.schedule.Skip;
import io.schedulezero.schedule.SkipReason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a purge deletes and what it leaves, whatever keeps the data. */
abstract class PurgeContract extends StoreContract {
  private static final Retention AN_HOUR = rule(Duration.ofHours(1), Long.MAX_VALUE);
  private static final Duration LONG = Duration.ofDays(10_000);

  private static Retention rule(Duration maxAge, long maxCount, String... handlers) {
    return new Retention(Set.of(handlers), maxAge, maxCount);
  }

  private int purge(int limit, Retention... rules) {
    return await(journal.purge(List.of(rules), NOON.plus(Duration.ofHours(2)), limit));
  }

  private List<Long> left() {
    return JournalContract.ids(runs.list(RunFilter.ALL, null, 100).items());
  }

  /** Runs that finished so many minutes after noon. */
  private void finishAt(String handler, int... minutes) {
    for (int minute : minutes) {
      Instant at = NOON.plus(Duration.ofMinutes(minute));
      finish(journal, aRun(minute).of(handler).createdAt(at), RunState.SUCCEEDED, Duration.ZERO);
    }
  }

  @Test
  void what_finished_longer_ago_than_the_age_goes() {
    finishAt("echo", 1, 30, 59, 60, 90);

    assertThat(purge(100, AN_HOUR)).isEqualTo(3);

    assertThat(left()).containsExactly(90L, 60L);
    assertThat(purge(100, AN_HOUR)).isZero();
  }

  @Test
  void the_age_counts_from_the_end_of_a_run_not_from_its_beginning() {
    finishAt("echo", 2);
    finish(journal, aRun(1), RunState.SUCCEEDED, Duration.ofMinutes(90));

    assertThat(purge(100, AN_HOUR)).isEqualTo(1);

    assertThat(left()).containsExactly(1L);
  }

  @Test
  void what_is_not_over_stays_however_old() {
    write(journal, aRun(1).held(), aRun(2).waiting());
    write(journal, new MoveRun(Samples.running(aRun(1).open(), 3), null, true));

    assertThat(purge(100, rule(Duration.ZERO, 0))).isZero();

    assertThat(left()).containsExactly(2L, 1L);
  }

  @Test
  void a_run_that_was_taken_stays_until_it_is_given_back() {
    finishAt("echo", 1, 2);
    Run taken = await(journal.take(new RunId(1))).orElseThrow();

    assertThat(purge(100, AN_HOUR)).isEqualTo(1);
    assertThat(left()).containsExactly(1L);

    write(journal, new MoveRun(taken, null, false));
    assertThat(purge(100, rule(LONG, 0))).isEqualTo(1);
  }

  @Test
  void what_a_broadcast_made_stays_until_that_is_over() {
    Run broadcast = aRun(1).open();
    write(journal, aRun(1).held());
    write(journal, new MoveRun(Samples.running(broadcast, 3), null, true));
    for (int run = 2; run < 6; run++) {
      String key = BroadcastKey.of(broadcast.id(), "w" + run);
      finish(journal, aRun(run).key(key), RunState.SUCCEEDED, Duration.ZERO);
    }
    finishAt("echo", 6, 7);

    assertThat(purge(1, rule(LONG, 0))).isEqualTo(1);
    assertThat(purge(100, AN_HOUR, rule(LONG, 0))).isEqualTo(1);
    assertThat(left()).containsExactly(5L, 4L, 3L, 2L, 1L);

    Run over = Samples.succeeded(Samples.running(broadcast, 3), NOON, null);
    write(journal, new MoveRun(over, null, false));
    assertThat(purge(100, rule(LONG, 0))).isEqualTo(5);
  }

  @Test
  void beyond_the_count_the_oldest_of_each_handler_go() {
    finishAt("echo", 100, 101, 102, 103);
    finishAt("mail", 110, 111);

    assertThat(purge(100, rule(LONG, 2))).isEqualTo(2);

    assertThat(left()).containsExactly(111L, 110L, 103L, 102L);
  }

  @Test
  void no_more_than_the_limit_goes_at_once_oldest_first() {
    finishAt("echo", 1, 2, 3, 4, 5);

    assertThat(purge(2, AN_HOUR)).isEqualTo(2);
    assertThat(left()).containsExactly(5L, 4L, 3L);
    assertThat(purge(2, AN_HOUR)).isEqualTo(2);
    assertThat(purge(2, AN_HOUR)).isEqualTo(1);
  }

  @Test
  void the_first_rule_that_names_the_handler_decides() {
    finishAt("mail", 1);
    finishAt("echo", 2);
    finishAt("audit", 3);

    assertThat(purge(100, rule(LONG, 10, "audit", "mail"), rule(Duration.ZERO, 0))).isEqualTo(1);
    assertThat(left()).containsExactly(3L, 1L);
    assertThat(purge(100, rule(Duration.ZERO, 0, "mail"))).isEqualTo(1);
    assertThat(left()).containsExactly(3L);
  }

  @Test
  void everything_that_belongs_to_a_run_goes_with_it_and_its_key_is_free_again() {
    Run done = finish(journal, aRun(1).key("k"), RunState.FAILED, Duration.ZERO);
    Run again = done.to(RunState.QUEUED).done();
    Run running = Samples.running(again, Samples.latest(done).fence() + 1);
    Run twice = Samples.succeeded(running, NOON, null);
    write(
        journal,
        new MoveRun(again, null, true),
        new MoveRun(running, attempt(1, Samples.latest(done).fence(), NOON), true),
        new MoveRun(twice, null, false),
        new AddLogs(done.id(), List.of(new LogLine(1, 1, NOON, "INFO", "line"))));

    assertThat(purge(100, AN_HOUR)).isEqualTo(1);

    assertThat(runs.find(done.id())).isEmpty();
    assertThat(runs.earlierAttempts(done.id())).isEmpty();
    assertThat(runs.logs(done.id(), 0, 10)).isEmpty();
    assertThat(write(journal, aRun(2).key("k").held())).isEqualTo(Receipt.ALL_NEW);
  }

  @Test
  void counts_stay_right_through_ends_retries_and_purges() {
    finishAt("echo", 1, 2, 100);
    finish(journal, aRun(3).of("mail"), RunState.FAILED, Duration.ZERO);
    Run failed = finish(journal, aRun(4).of("mail"), RunState.FAILED, Duration.ZERO);
    finish(journal, aRun(5).of("mail"), RunState.CANCELLED, Duration.ZERO);
    write(journal, aRun(6).held(), new MoveRun(failed.to(RunState.QUEUED).done(), null, false));
    assertThat(runs.countByState())
        .isEqualTo(
            Map.of(
                RunState.SUCCEEDED, 3L,
                RunState.FAILED, 1L,
                RunState.CANCELLED, 1L,
                RunState.QUEUED, 2L));

    assertThat(purge(100, AN_HOUR)).isEqualTo(4);

    assertThat(runs.countByState()).isEqualTo(Map.of(RunState.SUCCEEDED, 1L, RunState.QUEUED, 2L));
  }

  @Test
  void skips_go_at_the_age_that_holds_for_all_handlers() {
    write(journal, new AddSkip(skip(1)), new AddSkip(skip(2)), new AddSkip(skip(90)));

    assertThat(purge(1, AN_HOUR)).isEqualTo(1);
    assertThat(purge(10, AN_HOUR)).isEqualTo(1);

    assertThat(storage.schedules().fires(new ScheduleId("s"), null, 10).items())
        .containsExactly(new PastFire.Skipped(skip(90)));
  }

  private static Skip skip(int minute) {
    Instant at = NOON.plus(Duration.ofMinutes(minute));
    return new Skip(new ScheduleId("s"), at, at, 1, SkipReason.PAUSED, "paused");
  }

  @Test
  void totals_outlive_their_runs_for_a_while() {
    finishAt("echo", 1);
    purge(100, AN_HOUR);
    Instant end = NOON.plus(Duration.ofDays(40));

    assertThat(runs.totals(NOON.minusSeconds(60), end, Duration.ofDays(1))).hasSize(1);
    assertThat(await(journal.purge(List.of(AN_HOUR), end, 10))).isZero();

    assertThat(runs.totals(NOON.minusSeconds(60), end, Duration.ofDays(1))).isEmpty();
  }

  @Test
  void a_run_that_was_purged_can_be_moved_no_more() {
    finishAt("echo", 1);
    Run done = runs.find(new RunId(1)).orElseThrow();
    purge(100, AN_HOUR);

    write(journal, new MoveRun(done, null, false));

    assertThat(left()).isEmpty();
    assertThat(runs.countByState()).isEmpty();
  }
}
