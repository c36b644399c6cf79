package io.schedulezero.store;

import static io.schedulezero.store.Samples.NOON;
import static io.schedulezero.store.Samples.aRun;
import static io.schedulezero.store.Samples.attempt;
import static io.schedulezero.store.Samples.await;
import static io.schedulezero.store.Samples.failed;
import static io.schedulezero.store.Samples.finish;
import static io.schedulezero.store.Samples.running;
import static io.schedulezero.store.Samples.succeeded;
import static io.schedulezero.store.Samples.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schedulezero.journal.Change;
import io.schedulezero.journal.Change.AddRun;
import io.schedulezero.journal.Change.MoveRun;
import io.schedulezero.journal.Journal.Claimed;
import io.schedulezero.journal.Journal.Waiting;
import io.schedulezero.journal.JournalUnavailable;
import io.schedulezero.journal.Receipt;
import io.schedulezero.run.Attempt;
import io.schedulezero.run.AttemptOutcome;
import io.schedulezero.run.Failure;
import io.schedulezero.run.Run;
import io.schedulezero.run.RunFilter;
import io.schedulezero.run.RunId;
import io.schedulezero.run.RunState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What every journal does, whatever keeps its data. */
abstract class JournalContract extends StoreContract {
  @Test
  void a_run_is_there_once_its_write_is_acknowledged() {
    AddRun added = aRun(1).args("{\"to\":\"ada\"}").held();

    Receipt receipt = write(journal, added);

    assertThat(receipt).isEqualTo(Receipt.ALL_NEW);
    assertThat(runs.find(new RunId(1))).contains(added.run());
  }

  @Test
  void a_run_that_is_over_when_it_is_added_counts_as_finished() {
    Run skipped = aRun(1).open().to(RunState.SKIPPED).finishedAt(NOON).note("too late").done();

    write(journal, new AddRun(skipped, false));

    assertThat(runs.find(skipped.id())).contains(skipped);
    assertThat(runs.countByState()).isEqualTo(Map.of(RunState.SKIPPED, 1L));
  }

  @Test
  void everything_that_can_change_of_a_run_is_overwritten_by_a_move() {
    AddRun added = aRun(1).held();
    write(journal, added);
    Run running = running(added.run(), 7);
    write(journal, new MoveRun(running, null, true));
    assertThat(runs.find(running.id())).contains(running);

    Run failed =
        failed(running, NOON.plusSeconds(1), new Failure("T", "message", "a.B.c(B.java:1)", "at"));
    write(journal, new MoveRun(failed, null, false));
    assertThat(runs.find(running.id())).contains(failed);
  }

  @Test
  void a_taken_key_writes_nothing_and_names_the_run_that_has_it() {
    write(journal, aRun(1).key("k").held());

    Receipt receipt =
        write(
            journal, aRun(2).held(), aRun(3).key("k").held(), aRun(4).of("other").key("k").held());

    assertThat(receipt.taken()).isEqualTo(Map.of(1, new RunId(1)));
    assertThat(ids(runs.list(RunFilter.ALL, null, 10).items())).containsExactly(4L, 2L, 1L);
  }

  @Test
  void a_key_taken_within_the_same_write_names_its_first_run() {
    Receipt receipt =
        write(journal, aRun(1).key("k").held(), aRun(2).key("k").held(), aRun(3).key("k").held());

    assertThat(receipt.taken()).isEqualTo(Map.of(1, new RunId(1), 2, new RunId(1)));
  }

  @Test
  void a_fire_makes_one_run() {
    write(journal, aRun(1).fire("hourly", NOON).held());

    Receipt receipt =
        write(
            journal,
            aRun(2).fire("hourly", NOON.plusNanos(1_000)).held(),
            aRun(3).fire("hourly", NOON).held(),
            aRun(4).fire("daily", NOON).held());

    assertThat(receipt.taken()).isEqualTo(Map.of(1, new RunId(1)));
  }

  @Test
  void a_move_of_a_run_that_was_not_written_does_nothing() {
    write(journal, aRun(1).key("k").held());
    Run twin = aRun(2).key("k").open();

    write(
        journal,
        new AddRun(twin, true),
        new MoveRun(succeeded(running(twin, 3), NOON, null), null, false));

    assertThat(runs.countByState()).isEqualTo(Map.of(RunState.QUEUED, 1L));
    assertThat(runs.find(twin.id())).isEmpty();
  }

  @Test
  void a_stale_attempt_overwrites_nothing() {
    AddRun added = aRun(1).held();
    write(journal, added);
    Run stale = running(added.run(), 5);
    Run current = running(added.run(), 9);
    write(journal, new MoveRun(current, null, true));

    write(journal, new MoveRun(succeeded(stale, NOON, "\"late\""), stale.attempt(), false));

    assertThat(runs.find(current.id())).contains(current);
    assertThat(runs.earlierAttempts(current.id())).isEmpty();
    assertThat(runs.countByState()).isEqualTo(Map.of(RunState.RUNNING, 1L));
  }

  @Test
  void a_stale_attempt_overwrites_nothing_within_one_write() {
    AddRun added = aRun(1).held();
    Run stale = running(added.run(), 5);
    Run current = running(added.run(), 9);

    write(
        journal,
        added,
        new MoveRun(current, null, true),
        new MoveRun(succeeded(stale, NOON, null), stale.attempt(), false));

    assertThat(runs.find(current.id())).contains(current);
    assertThat(runs.earlierAttempts(current.id())).isEmpty();
  }

  @Test
  void of_several_moves_in_one_write_the_last_counts_and_every_ended_attempt_is_kept() {
    AddRun added = aRun(1).held();
    Attempt first = attempt(1, 5, NOON).ended(NOON, AttemptOutcome.LOST, null);
    Attempt second =
        attempt(2, 6, NOON).ended(NOON, AttemptOutcome.FAILED, Failure.of("T", "again"));
    Run third = running(added.run(), 7);

    write(journal, added, new MoveRun(running(added.run(), 6), first, true));
    write(
        journal,
        new MoveRun(third, second, true),
        new MoveRun(succeeded(third, NOON.plusSeconds(2), "1"), null, false));

    assertThat(runs.find(third.id())).contains(succeeded(third, NOON.plusSeconds(2), "1"));
    assertThat(runs.earlierAttempts(third.id())).containsExactly(first, second);
  }

  @Test
  void a_run_that_is_over_stays_as_it_is_until_it_is_queued_again() {
    Run failed = finish(journal, aRun(1), RunState.FAILED, Duration.ofSeconds(1));
    Run late = succeeded(running(aRun(1).open(), Samples.latest(failed).fence()), NOON, null);

    write(journal, new MoveRun(late, null, false));
    assertThat(runs.find(failed.id())).contains(failed);

    Run again = failed.to(RunState.QUEUED).done();
    write(journal, new MoveRun(again, null, true));
    assertThat(runs.find(failed.id())).contains(again);
    assertThat(runs.countByState()).isEqualTo(Map.of(RunState.QUEUED, 1L));
  }

  @Test
  void a_failed_run_may_be_queued_and_finish_within_one_write() {
    Run failed = finish(journal, aRun(1), RunState.FAILED, Duration.ofSeconds(1));
    Run again = failed.to(RunState.QUEUED).done();
    Run running = running(again, Samples.latest(failed).fence() + 1);

    write(
        journal,
        new MoveRun(again, null, true),
        new MoveRun(running, failed.attempt(), true),
        new MoveRun(succeeded(running, NOON, null), null, false));

    assertThat(runs.countByState()).isEqualTo(Map.of(RunState.SUCCEEDED, 1L));
    assertThat(runs.earlierAttempts(failed.id())).containsExactly(Samples.latest(failed));
  }

  @Test
  void futures_complete_in_the_order_of_the_calls_on_the_thread_of_the_journal() {
    List<Integer> order = Collections.synchronizedList(new ArrayList<>());
    List<String> threads = Collections.synchronizedList(new ArrayList<>());
    List<CompletableFuture<?>> futures = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      int number = i;
      CompletableFuture<?> future =
          i % 7 == 0 ? journal.claim("echo", NOON, 1) : journal.write(List.of(aRun(i).held()));
      futures.add(
          future.thenRun(
              () -> {
                order.add(number);
                threads.add(Thread.currentThread().getName());
              }));
    }
    futures.forEach(Samples::await);

    assertThat(order).hasSize(500);
    assertThat(threads).contains("sz-journal");
    List<Integer> onJournal = new ArrayList<>();
    for (int i = 0; i < order.size(); i++) {
      if (threads.get(i).equals("sz-journal")) {
        onJournal.add(order.get(i));
      }
    }
    assertThat(onJournal).isSorted();
  }

  @Test
  void a_claim_takes_what_is_due_highest_priority_first_then_earliest() {
    write(
        journal,
        aRun(1).dueAt(NOON.plusSeconds(2)).waiting(),
        aRun(2).dueAt(NOON.plusSeconds(1)).waiting(),
        aRun(3).dueAt(NOON.plusSeconds(9)).priority(9).waiting(),
        aRun(4).dueAt(NOON.plusSeconds(3)).priority(8).waiting(),
        aRun(5).dueAt(NOON).of("other").waiting(),
        aRun(6).dueAt(NOON).held());

    Claimed claimed = await(journal.claim("echo", NOON.plusSeconds(9), 10));

    assertThat(ids(claimed.runs())).containsExactly(4L, 2L, 1L);
    assertThat(claimed.next()).isEqualTo(NOON.plusSeconds(9));
  }

  @Test
  void a_claim_sees_the_writes_before_it_and_takes_each_run_once() {
    List<CompletableFuture<Claimed>> claims = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      CompletableFuture<Receipt> unused = journal.write(List.of(aRun(i).waiting()));
      assertThat(unused).isNotNull();
      if (i % 3 == 2) {
        claims.add(journal.claim("echo", NOON.plusSeconds(1), 3));
      }
    }

    List<Long> claimed = new ArrayList<>();
    for (CompletableFuture<Claimed> claim : claims) {
      List<Long> ids = ids(await(claim).runs());
      assertThat(ids).hasSize(3);
      claimed.addAll(ids);
    }
    assertThat(claimed).doesNotHaveDuplicates().isSorted().hasSize(300);
  }

  @Test
  void a_claim_takes_no_more_than_asked_and_says_when_the_rest_is_due() {
    for (int i = 0; i < 5; i++) {
      write(journal, aRun(i).dueAt(NOON.plusSeconds(i)).priority(i).waiting());
    }

    Claimed first = await(journal.claim("echo", NOON.plusSeconds(60), 2));
    Claimed second = await(journal.claim("echo", NOON.plusSeconds(60), 10));

    assertThat(ids(first.runs())).containsExactly(4L, 3L);
    assertThat(first.next()).isEqualTo(NOON);
    assertThat(ids(second.runs())).containsExactly(2L, 1L, 0L);
    assertThat(second.next()).isNull();
  }

  @Test
  void a_claim_is_bounded_by_the_size_of_what_it_takes() {
    String threeKilobytes = "{\"text\":\"" + "x".repeat(3 << 10) + "\"}";
    for (int i = 0; i < 4; i++) {
      write(journal, aRun(i).args(threeKilobytes).waiting());
    }

    assertThat(ids(await(journal.claim("echo", Instant.MAX, 5)).runs())).containsExactly(0L, 1L);
    assertThat(ids(await(journal.claim("echo", Instant.MAX, 1)).runs())).containsExactly(2L);
    assertThat(ids(await(journal.claim("echo", Instant.MAX, 1_000)).runs())).containsExactly(3L);
  }

  @Test
  void a_move_gives_a_held_run_back() {
    AddRun added = aRun(1).held();
    write(journal, added);
    assertThat(await(journal.waiting())).isEmpty();

    Run retry = running(added.run(), 4).to(RunState.SCHEDULED).dueAt(NOON.plusSeconds(30)).done();
    write(journal, new MoveRun(retry, null, false));

    assertThat(await(journal.waiting())).containsExactly(new Waiting("echo", NOON.plusSeconds(30)));
    assertThat(await(journal.claim("echo", NOON.plusSeconds(31), 1)).runs()).containsExactly(retry);
  }

  @Test
  void what_waits_is_listed_by_handler_with_its_earliest_due_time() {
    write(
        journal,
        aRun(1).dueAt(NOON.plusSeconds(5)).priority(9).waiting(),
        aRun(2).dueAt(NOON.plusSeconds(4)).priority(0).waiting(),
        aRun(3).of("mail").dueAt(NOON.minusSeconds(1)).waiting(),
        aRun(4).of("busy").held());

    assertThat(await(journal.waiting()))
        .containsExactlyInAnyOrder(
            new Waiting("echo", NOON.plusSeconds(4)), new Waiting("mail", NOON.minusSeconds(1)));
  }

  @Test
  void a_run_that_nobody_holds_can_be_taken_once() {
    AddRun waiting = aRun(1).waiting();
    write(journal, waiting);

    assertThat(await(journal.take(new RunId(1)))).contains(waiting.run());
    assertThat(await(journal.take(new RunId(1)))).isEmpty();
    assertThat(await(journal.claim("echo", Instant.MAX, 1)).runs()).isEmpty();
    assertThat(await(journal.take(new RunId(2)))).isEmpty();
  }

  @Test
  void a_finished_run_can_be_taken_and_given_back_unchanged() {
    Run done = finish(journal, aRun(1), RunState.SUCCEEDED, Duration.ofSeconds(1));

    assertThat(await(journal.take(done.id()))).contains(done);
    assertThat(await(journal.take(done.id()))).isEmpty();
    write(journal, new MoveRun(done, null, false));

    assertThat(await(journal.take(done.id()))).contains(done);
    assertThat(runs.countByState()).isEqualTo(Map.of(RunState.SUCCEEDED, 1L));
  }

  @Test
  void release_gives_back_what_does_not_run() {
    AddRun queued = aRun(1).held();
    AddRun runs = aRun(2).held();
    write(journal, queued, runs, new MoveRun(running(runs.run(), 3), null, true));

    await(journal.release());

    assertThat(ids(await(journal.claim("echo", Instant.MAX, 10)).runs())).containsExactly(1L);
  }

  @Test
  void a_closed_journal_has_committed_what_was_handed_in_and_refuses_the_rest() {
    List<CompletableFuture<Receipt>> writes = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      writes.add(journal.write(List.of((Change) aRun(i).held())));
    }

    storage.close();
    storage.close();

    assertThat(writes).allSatisfy(write -> assertThat(write).isCompleted());
    assertThatThrownBy(() -> await(journal.waiting()))
        .isInstanceOf(JournalUnavailable.class)
        .hasMessageContaining("closed");
  }

  static List<Long> ids(List<Run> runs) {
    return runs.stream().map(run -> run.id().value()).toList();
  }
}
