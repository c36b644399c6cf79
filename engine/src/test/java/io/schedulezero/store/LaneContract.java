package io.schedulezero.store;

import static io.schedulezero.store.JournalContract.ids;
import static io.schedulezero.store.Samples.NOON;
import static io.schedulezero.store.Samples.aRun;
import static io.schedulezero.store.Samples.await;
import static io.schedulezero.store.Samples.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.schedulezero.journal.Change.AddRun;
import io.schedulezero.journal.Journal.Claimed;
import io.schedulezero.journal.Journal.Waiting;
import io.schedulezero.run.Route;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the journal keeps apart: runs that wait for different targets. */
abstract class LaneContract extends StoreContract {
  @Test
  void runs_that_other_targets_may_execute_are_claimed_apart() {
    Route toW1 = new Route(Map.of(), "w1", null, null);
    AddRun first = aRun(1).route(toW1).priority(9).waiting();
    write(
        journal,
        first,
        aRun(2).dueAt(NOON.plusSeconds(1)).waiting(),
        aRun(3).route(new Route(Map.of("gpu", "true"), null, null, null)).waiting(),
        aRun(4).route(toW1).dueAt(NOON.plusSeconds(2)).waiting());
    String lane = first.run().spec().lane();
    assertThat(await(journal.waiting()))
        .hasSize(3)
        .contains(new Waiting("echo", NOON.plusSeconds(1)), new Waiting(lane, NOON));

    Claimed anywhere = await(journal.claim("echo", Instant.MAX, 10));
    Claimed there = await(journal.claim(lane, NOON.plusSeconds(1), 10));

    assertThat(ids(anywhere.runs())).containsExactly(2L);
    assertThat(anywhere.next()).isNull();
    assertThat(there.runs()).containsExactly(first.run());
    assertThat(there.next()).isEqualTo(NOON.plusSeconds(2));
    assertThat(await(journal.claim("nobody", Instant.MAX, 10)).runs()).isEmpty();
    assertThat(ids(await(journal.claim(lane, Instant.MAX, 10)).runs())).containsExactly(4L);
    assertThat(await(journal.waiting()))
        .singleElement()
        .extracting(Waiting::lane)
        .asString()
        .contains("gpu");
  }
}
