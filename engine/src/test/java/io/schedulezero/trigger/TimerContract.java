package io.schedulezero.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulezero.run.ScheduleId;
import io.schedulezero.schedule.Policies;
import io.schedulezero.schedule.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every timer does. A real one can stall at any moment, so that a call stands for several
 * fires; what matters here is not how many there are but which.
 */
abstract class TimerContract {
  /** One call, as it came. */
  record Call(ScheduleId id, Instant nominal, Instant at) {}

  private final List<Call> calls = new ArrayList<>();
  private Timer timer;
  private InstantSource clock;
  private Instant begin;

  abstract Timer open();

  abstract InstantSource clock();

  /** Lets time pass until it is so. */
  abstract void await(BooleanSupplier reached);

  final void awaitCalls(int count) {
    await(() -> calls().size() >= count);
  }

  final void awaitCallOf(String id) {
    await(() -> !nominals(id).isEmpty());
  }

  @BeforeEach
  void begin() {
    timer = open();
    clock = clock();
    begin = clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  @AfterEach
  void close() {
    timer.close();
  }

  /** The calls so far. */
  final List<Call> calls() {
    synchronized (calls) {
      return List.copyOf(calls);
    }
  }

  /** Notes a call. */
  final void note(ScheduleId id, Instant nominal) {
    synchronized (calls) {
      calls.add(new Call(id, nominal, clock.instant()));
    }
  }

  @Test
  void calls_come_in_order_and_never_early() {
    timer.start(this::note);
    arm("b", 5, every(20, 20));
    arm("a", 5, every(10, 20));
    awaitCalls(10);
    assertThat(calls()).allSatisfy(call -> assertThat(call.at()).isAfterOrEqualTo(call.nominal()));
    assertThat(calls().subList(0, 10)).extracting(Call::nominal).isSorted();
    assertThat(calls()).doesNotHaveDuplicates();
    assertThat(nominals("a").get(0)).isEqualTo(begin.plusMillis(10));
    assertThat(nominals("b").get(0)).isEqualTo(begin.plusMillis(20));
  }

  @Test
  void what_is_armed_again_replaces_what_was() {
    timer.start(this::note);
    arm("a", 5, once(300));
    arm("a", 5, once(360));
    timer.armOnce(id("b"), 5, begin.plusMillis(300));
    timer.armOnce(id("b"), 5, begin.plusMillis(370));
    arm("end", 5, once(400));
    awaitCallOf("end");
    assertThat(nominals("a")).containsExactly(begin.plusMillis(360));
    assertThat(nominals("b")).containsExactly(begin.plusMillis(370));
  }

  @Test
  void nothing_comes_after_disarming_even_within_a_call() {
    timer.start(
        (id, nominal) -> {
          note(id, nominal);
          timer.disarm(id);
        });
    arm("a", 5, every(10, 10));
    arm("gone", 5, every(300, 10));
    arm("gone too", 5, every(300, 10));
    timer.disarmAll(List.of(id("gone"), id("gone too"), id("never was")));
    arm("end", 5, once(350));
    awaitCallOf("end");
    assertThat(calls()).extracting(call -> call.id().value()).containsExactly("a", "end");
  }

  @Test
  void the_higher_priority_comes_first_at_the_same_instant() {
    timer.start(this::note);
    Timer.Armed low = new Timer.Armed(id("low"), 1, once(300), begin);
    Timer.Armed high = new Timer.Armed(id("high"), 9, once(300), begin);
    Timer.Armed middle = new Timer.Armed(id("middle"), 5, once(300), begin);
    timer.armAll(List.of(low, high, middle));
    awaitCalls(3);
    assertThat(calls())
        .extracting(call -> call.id().value())
        .containsExactly("high", "middle", "low");
  }

  @Test
  void a_thousand_at_one_instant_are_all_called() {
    timer.start(this::note);
    FireTimes herd = once(200);
    timer.armAll(
        IntStream.range(0, 1000)
            .mapToObj(i -> new Timer.Armed(id("s" + i), 5, herd, begin))
            .toList());
    awaitCalls(1000);
    assertThat(calls()).extracting(Call::id).doesNotHaveDuplicates().hasSize(1000);
  }

  @Test
  void calls_end_with_the_fires_and_it_can_be_armed_again() {
    timer.start(this::note);
    Instant end = begin.plusMillis(35);
    arm("a", 5, of(interval(10, 10), Fires.between(null, end.toString())));
    arm("end", 5, once(80));
    awaitCallOf("end");
    assertThat(nominals("a"))
        .doesNotHaveDuplicates()
        .isSubsetOf(begin.plusMillis(10), begin.plusMillis(20), begin.plusMillis(30));
    Instant again = begin.plusMillis(120);
    timer.armOnce(id("a"), 5, again);
    await(() -> nominals("a").contains(again));
  }

  @Test
  void an_ended_sequence_takes_the_place_of_what_was_armed() {
    timer.start(this::note);
    arm("a", 5, once(300));
    timer.arm(id("a"), 5, once(10), begin.plusMillis(10));
    arm("end", 5, once(350));
    awaitCallOf("end");
    assertThat(nominals("a")).isEmpty();
  }

  @Test
  void one_call_stands_for_all_that_were_missed() {
    timer.start(this::note);
    Instant hourAgo = begin.minus(1, ChronoUnit.HOURS);
    Trigger secondly = new Trigger.Interval(Duration.ofMillis(50), hourAgo, Trigger.Anchor.START);
    FireTimes times = FireTimes.of(Fires.ID, secondly, Policies.DEFAULT, hourAgo);
    timer.arm(id("a"), 5, times, hourAgo);
    awaitCalls(2);
    assertThat(nominals("a").get(0)).isEqualTo(hourAgo.plusMillis(50));
    assertThat(nominals("a").get(1)).isAfter(begin);
  }

  @Test
  void what_is_armed_before_the_start_is_called_after_it() {
    arm("a", 5, once(20));
    timer.start(this::note);
    awaitCalls(1);
    assertThat(nominals("a")).containsExactly(begin.plusMillis(20));
  }

  @Test
  void a_call_may_arm_the_next() {
    timer.start(
        (id, nominal) -> {
          note(id, nominal);
          timer.armOnce(id, 5, nominal.plusMillis(15));
        });
    timer.armOnce(id("a"), 5, begin.plusMillis(5));
    awaitCalls(3);
    assertThat(nominals("a").subList(0, 3))
        .containsExactly(begin.plusMillis(5), begin.plusMillis(20), begin.plusMillis(35));
  }

  @Test
  void jitter_delays_the_call() {
    timer.start(this::note);
    FireTimes times = of(interval(40, 1000), Fires.jitter(Duration.ofMillis(90)));
    arm("a", 5, times);
    awaitCalls(1);
    Nominal first = times.after(begin);
    assertThat(first).isNotNull();
    assertThat(calls().get(0).nominal()).isEqualTo(first.time());
    assertThat(calls().get(0).at()).isAfterOrEqualTo(first.fireAt());
  }

  @Test
  void a_closed_timer_ignores_what_it_is_told() {
    timer.start(this::note);
    timer.close();
    arm("a", 5, once(10));
    timer.disarm(id("a"));
    timer.close();
    assertThat(calls()).isEmpty();
  }

  private void arm(String id, int priority, FireTimes times) {
    timer.arm(id(id), priority, times, begin);
  }

  private FireTimes once(long millis) {
    return of(new Trigger.Date(begin.plusMillis(millis)), Policies.DEFAULT);
  }

  private FireTimes every(long first, long millis) {
    return of(interval(first, millis), Policies.DEFAULT);
  }

  private Trigger interval(long first, long millis) {
    return new Trigger.Interval(
        Duration.ofMillis(millis), begin.plusMillis(first), Trigger.Anchor.START);
  }

  private FireTimes of(Trigger trigger, Policies policies) {
    return FireTimes.of(Fires.ID, trigger, policies, begin);
  }

  private List<Instant> nominals(String id) {
    return calls().stream().filter(call -> call.id().equals(id(id))).map(Call::nominal).toList();
  }

  static ScheduleId id(String value) {
    return new ScheduleId(value);
  }
}
