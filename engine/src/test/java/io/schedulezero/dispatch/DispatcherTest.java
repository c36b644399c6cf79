package io.schedulezero.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulezero.run.Affinity;
import io.schedulezero.run.Route;
import io.schedulezero.run.Run;
import io.schedulezero.run.RunId;
import io.schedulezero.run.RunSpec;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class DispatcherTest {
  private final PlainTarget w1 = new PlainTarget("w1", "mail");
  private final PlainTarget w2 = new PlainTarget("w2", "mail");
  private final PlainTarget w3 = new PlainTarget("w3", "mail", "report");
  private final Dispatcher dispatcher = new Dispatcher(List.of(w1, w2, w3));

  @Test
  void the_one_with_the_largest_share_of_free_slots_is_picked() {
    w1.room = 5;
    w2.room = 9;
    w3.room = 8;

    assertThat(pick(Route.ANYWHERE)).isSameAs(w2);
  }

  @Test
  void what_a_worker_without_a_session_hosts_is_not_known() {
    PlainTarget gone = new PlainTarget("gone");
    gone.slots = 0;
    gone.away = "has no session";

    assertThat(new Dispatcher(List.of(gone)).candidates(run(Route.ANYWHERE)))
        .containsExactly(new Candidate("gone", false, "has no session"));
  }

  @Test
  void equals_take_turns() {
    assertThat(List.of(must(pick(Route.ANYWHERE)), must(pick(Route.ANYWHERE))))
        .doesNotHaveDuplicates();
  }

  @Test
  void those_that_do_badly_get_only_what_the_others_have_no_room_for() {
    w1.room = 1;
    w2.degraded = true;
    w3.degraded = true;
    w3.room = 3;

    assertThat(pick(Route.ANYWHERE)).isSameAs(w1);
    w1.room = 0;
    assertThat(pick(Route.ANYWHERE)).isSameAs(w2);
  }

  @Test
  void of_those_that_are_equally_busy_the_one_that_is_faster_by_far_is_picked() {
    w1.mean = 200;
    w2.mean = 20;
    w3.mean = 190;
    for (int i = 0; i < 3; i++) {
      assertThat(pick(Route.ANYWHERE)).isSameAs(w2);
    }
    w2.room = 9;
    assertThat(pick(Route.ANYWHERE)).isNotSameAs(w2);
  }

  @Test
  void one_of_which_it_is_not_known_how_fast_it_is_has_its_turn() {
    w1.mean = 1;
    w2.mean = 1;
    w3.mean = -1;

    assertThat(IntStream.range(0, 3).mapToObj(i -> pick(Route.ANYWHERE)))
        .containsExactlyInAnyOrder(w1, w2, w3);
  }

  @Test
  void a_run_goes_to_whoever_has_its_labels() {
    w2.labels.put("gpu", "true");
    w2.labels.put("zone", "a");
    w3.labels.put("gpu", "false");

    assertThat(pick(labels(Map.of("gpu", "true")))).isSameAs(w2);
    assertThat(pick(labels(Map.of("gpu", "true", "zone", "a")))).isSameAs(w2);
    assertThat(pick(labels(Map.of("gpu", "true", "zone", "b")))).isNull();
    w2.room = 0;
    assertThat(pick(labels(Map.of("gpu", "true")))).isNull();
  }

  @Test
  void a_run_goes_to_the_target_that_it_names_and_to_no_other() {
    w3.room = 1;

    assertThat(pick(new Route(Map.of(), "w3", null, null))).isSameAs(w3);
    w3.room = 0;
    assertThat(pick(new Route(Map.of(), "w3", null, null))).isNull();
    assertThat(pick(new Route(Map.of(), "w9", null, null))).isNull();
  }

  @Test
  void a_run_goes_to_a_version_in_its_range() {
    w2.versions.put("mail", "2.3.0");

    assertThat(pick(new Route(Map.of(), null, "^2.1", null))).isSameAs(w2);
    assertThat(pick(new Route(Map.of(), null, "^3", null))).isNull();
  }

  @Test
  void the_process_itself_is_preferred_if_told_as_long_as_it_has_room() {
    PlainTarget local = new PlainTarget(Target.LOCAL, "mail");
    local.room = 1;
    Dispatcher prefers = new Dispatcher(List.of(w1, local), Adoption.NONE, true);

    assertThat(prefers.pick(run(Route.ANYWHERE))).isSameAs(local);
    local.room = 0;
    assertThat(prefers.pick(run(Route.ANYWHERE))).isSameAs(w1);
  }

  @Test
  void runs_with_the_same_key_go_to_the_same_target() {
    Target home = pick(to("acme"));

    assertThat(IntStream.range(0, 20).mapToObj(i -> pick(to("acme")))).containsOnly(home);
    assertThat(IntStream.range(0, 100).mapToObj(i -> pick(to("customer-" + i))))
        .contains(w1, w2, w3);
  }

  @Test
  void runs_with_a_key_wait_for_a_slot_of_their_target() {
    PlainTarget home = (PlainTarget) must(pick(to("acme")));
    home.room = 0;

    assertThat(pick(to("acme"))).isNull();
    home.room = 1;
    assertThat(pick(to("acme"))).isSameAs(home);
  }

  @Test
  void runs_with_a_key_go_elsewhere_while_their_target_is_away() {
    PlainTarget home = (PlainTarget) must(pick(to("acme")));
    home.away = "is draining";

    Target other = pick(to("acme"));

    assertThat(other).isNotNull().isNotSameAs(home);
    home.away = null;
    assertThat(pick(to("acme"))).isSameAs(home);
    dispatcher.remove(home);
    assertThat(pick(to("acme"))).isSameAs(other);
  }

  @Test
  void a_key_counts_among_those_that_fit_only() {
    w2.labels.put("gpu", "true");

    for (int i = 0; i < 20; i++) {
      Route route = new Route(Map.of("gpu", "true"), null, null, Affinity.to("c" + i));
      assertThat(pick(route)).isSameAs(w2);
    }
  }

  @Test
  void one_that_was_full_is_asked_again_after_a_look() {
    w1.room = 0;
    w2.room = 0;
    w3.room = 0;
    assertThat(pick(Route.ANYWHERE)).isNull();
    assertThat(dispatcher.hasRoom()).isFalse();

    w2.room = 1;
    dispatcher.look();

    assertThat(dispatcher.hasRoom()).isTrue();
    assertThat(pick(Route.ANYWHERE)).isSameAs(w2);
  }

  @Test
  void a_run_may_find_a_target_when_one_that_fits_has_room_again() {
    w2.labels.put("gpu", "true");
    w1.room = 0;
    w2.room = 0;
    w3.room = 0;
    BooleanSupplier anywhere = waits(Route.ANYWHERE);
    BooleanSupplier there = waits(Route.to("w1"));
    BooleanSupplier gpu = waits(labels(Map.of("gpu", "true")));

    assertThat(dispatcher.look()).isFalse();
    w1.room = 1;
    assertThat(dispatcher.look()).isTrue();
    assertThat(anywhere.getAsBoolean()).isTrue();
    assertThat(there.getAsBoolean()).isTrue();
    assertThat(gpu.getAsBoolean()).isFalse();

    w2.room = 1;
    assertThat(dispatcher.look()).isTrue();
    assertThat(gpu.getAsBoolean()).isTrue();
  }

  @Test
  void a_run_with_a_key_may_find_its_target_when_that_has_room_or_is_away() {
    PlainTarget home = (PlainTarget) must(pick(to("acme")));
    home.room = 0;
    BooleanSupplier until = waits(to("acme"));
    PlainTarget other = home == w1 ? w2 : w1;
    other.room = 0;
    assertThat(pick(Route.to(other.name()))).isNull();
    other.room = 1;
    dispatcher.look();
    assertThat(until.getAsBoolean()).isFalse();

    home.away = "is draining";
    assertThat(dispatcher.look()).isTrue();
    assertThat(until.getAsBoolean()).isTrue();

    PlainTarget second = (PlainTarget) must(pick(to("acme")));
    second.room = 0;
    BooleanSupplier untilBack = waits(to("acme"));
    dispatcher.look();
    assertThat(untilBack.getAsBoolean()).isFalse();
    home.away = null;
    home.room = 1;
    assertThat(dispatcher.look()).isTrue();
    assertThat(untilBack.getAsBoolean()).isTrue();
    assertThat(pick(to("acme"))).isSameAs(home);
  }

  @Test
  void a_run_that_fits_nobody_may_find_a_target_when_one_comes_or_changes() {
    BooleanSupplier until = waits(Route.to("w9"));
    w1.room = 0;
    assertThat(pick(Route.to("w1"))).isNull();
    w1.room = 1;

    assertThat(dispatcher.look()).isTrue();
    assertThat(until.getAsBoolean()).isFalse();
    PlainTarget w9 = new PlainTarget("w9", "mail");
    dispatcher.add(w9);
    assertThat(dispatcher.look()).isTrue();
    assertThat(until.getAsBoolean()).isTrue();

    BooleanSupplier version = waits(new Route(Map.of(), null, "^9", null));
    assertThat(dispatcher.look()).isFalse();
    dispatcher.changed();
    assertThat(dispatcher.look()).isTrue();
    assertThat(version.getAsBoolean()).isTrue();
  }

  private BooleanSupplier waits(Route route) {
    dispatcher.look();
    assertThat(pick(route)).isNull();
    return dispatcher.mayFind(run(route));
  }

  private static Route labels(Map<String, String> labels) {
    return new Route(labels, null, null, null);
  }

  private static Route to(String key) {
    return new Route(Map.of(), null, null, Affinity.to(key));
  }

  private @Nullable Target pick(Route route) {
    return dispatcher.pick(run(route));
  }

  private static Target must(@Nullable Target target) {
    assertThat(target).isNotNull();
    return target;
  }

  private static Run run(Route route) {
    RunSpec spec = RunSpec.of("mail", "{}").routed(route);
    return Run.open(new RunId(1), spec, Instant.EPOCH, Instant.EPOCH, null);
  }
}
