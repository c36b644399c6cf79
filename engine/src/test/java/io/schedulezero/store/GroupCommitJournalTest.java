package io.schedulezero.store;

import static io.schedulezero.store.Samples.aRun;
import static io.schedulezero.store.Samples.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.schedulezero.journal.JournalUnavailable;
import io.schedulezero.journal.Receipt;
import io.schedulezero.run.RunId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the journal does when its backend fails. */
final class GroupCommitJournalTest {
  private final MemoryData data = new MemoryData();
  private final FaultyBackend backend =
      new FaultyBackend(new MemoryBackend(data, Duration.ofDays(1)));
  private final GroupCommitJournal journal =
      GroupCommitJournal.start(
          backend, new StorageOptions(Thread::new, 100, Duration.ofDays(1), JournalWatch.NONE));

  @AfterEach
  void close() {
    backend.heal();
    journal.close();
  }

  private CompletableFuture<Receipt> write(long id) {
    return journal.write(List.of(aRun(id).held()));
  }

  @Test
  void what_gathers_during_a_commit_is_committed_together() {
    CountDownLatch commit = backend.holdNextCommit();
    CompletableFuture<Receipt> first = write(0);
    backend.awaitHeld();
    List<CompletableFuture<Receipt>> rest = new ArrayList<>();
    for (int i = 1; i <= 50; i++) {
      rest.add(write(i));
    }

    commit.countDown();
    await(first);
    rest.forEach(Samples::await);

    assertThat(backend.commits()).isEqualTo(2);
  }

  @Test
  void a_request_that_cannot_be_carried_out_takes_no_neighbour_with_it() {
    backend.refuseRun(2);
    CountDownLatch commit = backend.holdNextCommit();
    CompletableFuture<Receipt> before = write(0);
    backend.awaitHeld();
    CompletableFuture<Receipt> good = write(1);
    CompletableFuture<Receipt> bad = write(2);
    CompletableFuture<Receipt> alsoGood = write(3);
    commit.countDown();

    assertThat(await(before)).isEqualTo(Receipt.ALL_NEW);
    await(good);
    await(alsoGood);
    assertThatThrownBy(() -> await(bad))
        .isInstanceOf(JournalUnavailable.class)
        .hasMessageContaining("Nothing was written (1 changes)")
        .hasMessageContaining("refused run 2");
  }

  @Test
  void what_passes_is_tried_again() {
    backend.failCommits(2, true);

    assertThat(await(write(1))).isEqualTo(Receipt.ALL_NEW);
  }

  @Test
  void what_does_not_pass_is_tried_a_few_times_and_no_more() {
    backend.failCommits(1_000, true);

    assertThatThrownBy(() -> await(write(1))).isInstanceOf(JournalUnavailable.class);
    assertThat(backend.commits()).isEqualTo(3);
  }

  @Test
  void nobody_is_told_anything_before_it_is_known_what_is_stored() {
    backend.failCommits(1, false);
    backend.failRollbacks();
    CompletableFuture<Receipt> unsure = write(1);
    await().until(backend::isAskedToRollBack);

    assertThat(unsure).isNotDone();
    await().untilAsserted(() -> assertThat(write(2)).isCompletedExceptionally());
    assertThatThrownBy(() -> await(write(2)))
        .isInstanceOf(JournalUnavailable.class)
        .hasMessageContaining("does not answer");

    backend.heal();
    assertThatThrownBy(() -> await(unsure)).isInstanceOf(JournalUnavailable.class);
    assertThat(await(write(3))).isEqualTo(Receipt.ALL_NEW);
  }

  @Test
  void a_journal_that_is_closed_in_doubt_does_not_claim_that_nothing_was_written() {
    backend.failCommits(1, false);
    backend.failRollbacks();
    CompletableFuture<Receipt> unsure = write(1);
    await().until(backend::isAskedToRollBack);

    journal.close();

    assertThatThrownBy(() -> await(unsure))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("not known whether");
  }

  @Test
  void too_much_that_waits_is_refused_with_the_reason() {
    CountDownLatch commit = backend.holdNextCommit();
    CompletableFuture<Receipt> first = write(0);
    backend.awaitHeld();
    List<CompletableFuture<Receipt>> writes = new ArrayList<>();
    for (int i = 1; i <= 100; i++) {
      writes.add(write(i));
    }

    assertThatThrownBy(() -> await(write(101)))
        .isInstanceOf(JournalUnavailable.class)
        .hasMessageContaining("100 changes behind");

    commit.countDown();
    await(first);
    writes.forEach(Samples::await);
    assertThat(await(write(102))).isEqualTo(Receipt.ALL_NEW);
    assertThat(data.runs).doesNotContainKey(new RunId(101)).hasSize(102);
  }

  @Test
  void large_texts_count_as_several_changes() {
    CountDownLatch commit = backend.holdNextCommit();
    CompletableFuture<Receipt> first = write(0);
    backend.awaitHeld();
    CompletableFuture<Receipt> large =
        journal.write(List.of(aRun(1).args("x".repeat(100 << 10)).held()));

    assertThatThrownBy(() -> await(write(2))).isInstanceOf(JournalUnavailable.class);

    commit.countDown();
    await(first);
    await(large);
  }
}
