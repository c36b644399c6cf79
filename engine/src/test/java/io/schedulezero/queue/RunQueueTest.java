package io.schedulezero.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.schedulezero.run.Affinity;
import io.schedulezero.run.Route;
import io.schedulezero.run.Run;
import io.schedulezero.run.RunId;
import io.schedulezero.run.RunSpec;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class RunQueueTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private final Room room = new Room(1_000);
  private final RunQueue queue = new RunQueue(room);
  private long ids;

  @Test
  void higher_priority_goes_first_then_the_earlier_due_then_the_older() {
    Run low = offer("mail", 1, NOW.minusSeconds(9));
    Run late = offer("mail", 5, NOW.minusSeconds(1));
    Run early = offer("mail", 5, NOW.minusSeconds(2));
    Run younger = offer("mail", 5, NOW.minusSeconds(1));
    Run high = offer("mail", 9, NOW);

    assertThat(drain()).containsExactly(high, early, late, younger, low);
  }

  @Test
  void lanes_are_served_by_the_rank_of_their_heads() {
    Run mail = offer("mail", 5, NOW.minusSeconds(1));
    Run urgent = offer("report", 7, NOW);
    Run moreMail = offer("mail", 6, NOW);

    assertThat(drain()).containsExactly(urgent, moreMail, mail);
  }

  @Test
  void a_run_that_is_due_later_waits_for_its_time() {
    Run later = offer("mail", 9, NOW.plusSeconds(1));

    assertThat(next(NOW)).isNull();
    assertThat(queue.nextDue()).isEqualTo(NOW.plusSeconds(1));
    assertThat(next(NOW.plusSeconds(1))).isEqualTo(later);
  }

  @Test
  void a_lane_that_is_set_aside_lets_the_others_pass_until_it_is_recalled() {
    Run blocked = offer("blocked", 9, NOW);
    Run other = offer("other", 1, NOW);

    assertThat(next(NOW)).isEqualTo(blocked);
    queue.setAside();
    assertThat(queue.peek()).isEqualTo(other);
    offer("blocked", 9, NOW);
    assertThat(queue.peek()).isEqualTo(other);
    assertThat(next(NOW)).isEqualTo(blocked);
  }

  @Test
  void a_run_that_waits_for_a_worker_lets_others_of_its_handler_pass() {
    Run waits = offer("mail", new Route(Map.of(), "w9", null, null));
    Run behind = offer("mail", new Route(Map.of(), "w9", null, null));
    Run gpu = offer("mail", new Route(Map.of("gpu", "true"), null, null, null));
    Run anywhere = offer("mail", Route.ANYWHERE);

    assertThat(next(NOW)).isEqualTo(waits);
    queue.setAside();

    assertThat(List.of(queue.poll(), queue.poll())).containsExactly(gpu, anywhere);
    assertThat(queue.peek()).isNull();
    assertThat(queue.waiting()).containsEntry("mail", 2);
    assertThat(drain()).containsExactly(waits, behind);
  }

  @Test
  void runs_with_keys_of_one_bucket_share_a_lane() {
    Run acme = offer("mail", new Route(Map.of(), null, null, Affinity.to("acme")));
    offer("mail", new Route(Map.of(), null, null, new Affinity("$.name", "acme")));
    Run other = offer("mail", new Route(Map.of(), null, null, Affinity.to("globex")));

    assertThat(next(NOW)).isEqualTo(acme);
    queue.setAside();
    assertThat(queue.poll()).isEqualTo(other);
    assertThat(queue.peek()).isNull();
  }

  @Test
  void a_lane_that_is_parked_stays_so_until_what_it_waits_for_is_so_at_a_recall() {
    Run parked = offer("mail", new Route(Map.of(), "w9", null, null));
    Run other = offer("mail", Route.ANYWHERE);
    AtomicBoolean isOver = new AtomicBoolean();
    queue.turn(NOW);
    queue.park(isOver::get);

    assertThat(drain()).containsExactly(other);
    Run behind = offer("mail", new Route(Map.of(), "w9", null, null));
    queue.recall();
    assertThat(drain()).isEmpty();
    isOver.set(true);
    assertThat(drain()).isEmpty();
    queue.recall();
    assertThat(drain()).containsExactly(parked, behind);
  }

  @Test
  void a_lane_that_was_left_while_parked_takes_new_runs() {
    Route there = new Route(Map.of(), "w9", null, null);
    Run gone = offer("mail", there);
    queue.turn(NOW);
    queue.park(() -> true);
    queue.remove(gone.id());

    Run next = offer("mail", there);

    assertThat(drain()).containsExactly(next);
    queue.recall();
    assertThat(drain()).isEmpty();
  }

  @Test
  void it_is_idle_when_nothing_that_is_due_waits() {
    assertThat(queue.isIdle()).isTrue();
    offer("mail", 5, NOW.plusSeconds(9));
    queue.turn(NOW);
    assertThat(queue.isIdle()).isTrue();

    queue.turn(NOW.plusSeconds(9));
    assertThat(queue.isIdle()).isFalse();
    queue.park(() -> false);
    assertThat(queue.isIdle()).isFalse();
  }

  @Test
  void a_lane_that_was_left_while_aside_takes_new_runs() {
    Route there = new Route(Map.of(), "w1", null, null);
    Run gone = offer("mail", there);
    queue.turn(NOW);
    queue.setAside();
    queue.remove(gone.id());

    Run next = offer("mail", there);

    assertThat(drain()).containsExactly(next);
  }

  @Test
  void runs_of_one_series_go_one_after_the_other() {
    Run first = offer("mail", 5, NOW, "nightly");
    Run second = offer("mail", 9, NOW, "nightly");
    Run free = offer("mail", 1, NOW);

    assertThat(next(NOW)).isEqualTo(first);
    queue.poll();
    assertThat(drain()).containsExactly(free);
    queue.ended(first.id());
    assertThat(drain()).containsExactly(second);
  }

  @Test
  void a_retry_keeps_the_first_place_of_its_series() {
    Run first = offer("mail", 5, NOW, "nightly");
    offer("mail", 5, NOW, "nightly");
    queue.turn(NOW);
    queue.poll();

    assertThat(room.reserve(first)).isTrue();
    queue.offer(first, "nightly");

    assertThat(drain()).containsExactly(first);
  }

  @Test
  void a_removed_run_is_gone_wherever_it_waited() {
    Run ready = offer("mail", 5, NOW);
    Run later = offer("mail", 5, NOW.plusSeconds(5));
    Run inSeries = offer("mail", 5, NOW, "s");
    Run behind = offer("mail", 5, NOW, "s");
    Run stays = offer("mail", 1, NOW);
    queue.turn(NOW);

    for (Run run : List.of(behind, ready, later, inSeries)) {
      assertThat(queue.remove(run.id())).contains(run);
      assertThat(queue.remove(run.id())).isEmpty();
    }

    assertThat(drain()).containsExactly(stays);
    assertThat(queue.nextDue()).isNull();
    assertThat(room.isEmpty("mail")).isTrue();
  }

  @Test
  void when_the_first_of_a_series_is_removed_the_next_one_follows() {
    Run first = offer("mail", 5, NOW, "s");
    Run second = offer("mail", 5, NOW, "s");
    queue.turn(NOW);

    queue.remove(first.id());

    assertThat(drain()).containsExactly(second);
  }

  @Test
  void the_same_run_is_not_taken_twice() {
    Run run = offer("mail", 5, NOW);

    assertThatThrownBy(() -> queue.offer(run, null)).hasMessageContaining(run.id().toString());
  }

  @Test
  void waiting_counts_due_runs_by_handler() {
    offer("mail", 5, NOW);
    offer("mail", 5, NOW);
    offer("report", 5, NOW.plusSeconds(60));
    queue.turn(NOW);

    assertThat(queue.waiting()).containsOnlyKeys("mail").containsEntry("mail", 2);
  }

  @Property
  void whatever_goes_in_comes_out_once_and_by_rank(
      @ForAll @Size(max = 60) List<@IntRange(min = 0, max = 9) Integer> priorities) {
    RunQueue fresh = new RunQueue(new Room(1_000));
    List<Run> runs =
        IntStream.range(0, priorities.size())
            .mapToObj(i -> run(i, "lane" + i % 3, priorities.get(i), NOW.minusSeconds(i % 7)))
            .toList();
    runs.forEach(run -> fresh.offer(run, null));

    List<Run> expected = new ArrayList<>(runs);
    expected.sort(
        Comparator.comparingInt((Run r) -> -r.spec().priority())
            .thenComparing(Run::dueAt)
            .thenComparing(Run::id));
    assertThat(drain(fresh)).isEqualTo(expected);
  }

  @Test
  void a_lane_gets_at_most_half_of_the_room() {
    Room small = new Room(10);

    assertThat(small.reserve("greedy", 5)).isTrue();
    assertThat(small.reserve("greedy", 1)).isFalse();
    assertThat(small.reserve("other", 5)).isTrue();
    assertThat(small.reserve("third", 1)).isFalse();
    small.free("greedy", 2);
    assertThat(small.left("third")).isEqualTo(2);
    assertThat(small.left("greedy")).isEqualTo(2);
  }

  @Test
  void two_greedy_lanes_leave_a_little_to_every_other() {
    Room full = new Room(2_000);
    assertThat(full.reserve("greedy", 1_000)).isTrue();
    assertThat(full.reserve("too", 1_000)).isTrue();

    assertThat(full.left("third")).isEqualTo(100);
    assertThat(full.reserve("third", 100)).isTrue();
    assertThat(full.reserve("third", 1)).isFalse();
    assertThat(full.reserve("greedy", 1)).isFalse();
  }

  @Test
  void lanes_with_a_route_leave_room_for_others_and_have_some_of_their_own() {
    Room room = new Room(2_000);
    assertThat(room.reserve("mail\n@w1", 250)).isTrue();
    assertThat(room.reserve("mail\n@w1", 1)).isFalse();
    assertThat(room.reserve("mail", 1_000)).isTrue();
    assertThat(room.reserve("other", 750)).isTrue();

    assertThat(room.left("mail\n@w2")).isEqualTo(10);
    assertThat(room.reserve("mail\n@w2", 10)).isTrue();
    assertThat(room.reserve("mail\n@w2", 1)).isFalse();
    for (int i = 3; room.reserve("mail\n@w" + i, 10); i++) {
      assertThat(i).isLessThan(203);
    }
    room.free("mail\n@w1", 250);
    assertThat(room.isEmpty("mail\n@w1")).isTrue();
    assertThat(room.left("mail\n@w1")).isEqualTo(10);
  }

  @Test
  void what_can_wait_takes_half_a_lane_at_most() {
    Room small = new Room(8);
    Run run = run(1, "mail", 5, NOW);

    assertThat(small.reserveHalf(run)).isTrue();
    assertThat(small.reserveHalf(run)).isTrue();
    assertThat(small.reserveHalf(run)).isFalse();
    assertThat(small.leftOfHalf("mail")).isZero();
    assertThat(small.reserve(run)).isTrue();
  }

  @Test
  void removed_runs_are_forgotten_even_while_the_head_of_their_lane_is_held_up() {
    offer("stuck", 9, NOW);
    queue.turn(NOW);
    List<WeakReference<Run>> removed = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      Run run = offer("stuck", 1, i % 2 == 0 ? NOW : NOW.plusSeconds(20));
      queue.turn(NOW);
      removed.add(new WeakReference<>(queue.remove(run.id()).orElseThrow()));
    }

    awaitMostForgotten(removed);
  }

  @Test
  void lanes_that_were_left_while_parked_keep_none_of_their_runs() {
    List<WeakReference<Run>> removed = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      Run run = offer("mail", new Route(Map.of(), "w" + i, null, null));
      queue.turn(NOW);
      queue.park(() -> false);
      removed.add(new WeakReference<>(queue.remove(run.id()).orElseThrow()));
    }

    awaitMostForgotten(removed);
  }

  private static void awaitMostForgotten(List<WeakReference<Run>> runs) {
    await()
        .untilAsserted(
            () -> {
              System.gc();
              assertThat(runs.stream().filter(each -> each.get() != null).count()).isLessThan(200);
            });
  }

  @Test
  void long_arguments_take_more_room() {
    Run big = Run.open(new RunId(1), RunSpec.of("mail", "x".repeat(10_240)), NOW, NOW, null);

    assertThat(big.spec().size()).isEqualTo(11);
  }

  private Run offer(String handler, int priority, Instant dueAt) {
    return offer(handler, priority, dueAt, null);
  }

  private Run offer(String handler, Route route) {
    RunSpec spec = RunSpec.of(handler, "{}").routed(route);
    Run run = Run.open(new RunId(ids++), spec, NOW, NOW, null);
    assertThat(room.reserve(run)).isTrue();
    queue.offer(run, null);
    return run;
  }

  private Run offer(String handler, int priority, Instant dueAt, @Nullable String series) {
    Run run = run(ids++, handler, priority, dueAt);
    assertThat(room.reserve(run)).isTrue();
    queue.offer(run, series);
    return run;
  }

  private static Run run(long id, String handler, int priority, Instant dueAt) {
    RunSpec spec =
        new RunSpec(handler, "{}", priority, null, null, null, List.of(), Route.ANYWHERE);
    return Run.open(new RunId(id), spec, NOW.minus(Duration.ofHours(1)), dueAt, null);
  }

  private @Nullable Run next(Instant now) {
    queue.turn(now);
    return queue.peek();
  }

  private List<Run> drain() {
    return drain(queue);
  }

  private static List<Run> drain(RunQueue queue) {
    List<Run> out = new ArrayList<>();
    queue.turn(NOW);
    while (queue.peek() != null) {
      out.add(queue.poll());
    }
    return out;
  }
}
