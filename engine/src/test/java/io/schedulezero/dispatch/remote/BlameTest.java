package io.schedulezero.dispatch.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class BlameTest {
  private static final Counts BAD = new Counts(2, 8);

  private static Blame blame(Map<String, Counts> own, List<Map<String, Counts>> others) {
    List<Map<String, Counts>> all = new ArrayList<>(others);
    all.add(own);
    Map<String, Double> best = Blame.best(all);
    return Blame.of(own, handler -> best.getOrDefault(handler, Blame.UNKNOWN));
  }

  @Test
  void failures_of_a_handler_that_nobody_else_hosts_are_not_held_against_a_worker() {
    assertThat(blame(Map.of("mail", BAD, "thumb", new Counts(3, 0)), List.of()))
        .isEqualTo(new Blame(new Counts(3, 0), ""));
  }

  @Test
  void failures_of_a_handler_that_fails_everywhere_are_not_held_against_a_worker() {
    assertThat(
            blame(
                Map.of("mail", BAD),
                List.of(Map.of("mail", new Counts(4, 6)), Map.of("mail", BAD))))
        .isEqualTo(Blame.NONE);
  }

  @Test
  void failures_that_another_worker_does_not_have_are() {
    Blame blame =
        blame(
            Map.of("mail", BAD, "thumb", new Counts(5, 1)),
            List.of(Map.of("mail", BAD), Map.of("mail", new Counts(9, 1))));

    assertThat(blame.counts()).isEqualTo(BAD);
    assertThat(blame.detail())
        .isEqualTo("8 of the last 10 attempts of mail failed, which another worker does better");
  }

  @Test
  void a_worker_that_has_hardly_done_it_is_no_example() {
    assertThat(blame(Map.of("mail", BAD), List.of(Map.of("mail", new Counts(2, 0)))))
        .isEqualTo(Blame.NONE);
  }

  @Property
  void of_workers_that_do_equally_well_none_is_blamed(
      @ForAll @LongRange(min = 0, max = 100) long succeeded,
      @ForAll @LongRange(min = 1, max = 100) long failed) {
    Map<String, Counts> each = Map.of("mail", new Counts(succeeded, failed));

    assertThat(blame(each, List.of(each, each))).isEqualTo(Blame.NONE);
  }

  @Property
  void never_are_all_that_host_a_handler_blamed_for_it(
      @ForAll @Size(min = 1, max = 8) List<@LongRange(min = 0, max = 40) Long> failures) {
    List<Map<String, Counts>> workers =
        failures.stream().map(failed -> Map.of("mail", new Counts(40 - failed, failed))).toList();
    Map<String, Double> best = Blame.best(workers);

    assertThat(workers)
        .anyMatch(
            own ->
                Blame.of(own, handler -> best.getOrDefault(handler, Blame.UNKNOWN))
                    .detail()
                    .isEmpty());
  }
}
