package io.schedulezero.dispatch.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.awaitility.Awaitility.await;

import io.schedulezero.dispatch.Assignment;
import io.schedulezero.dispatch.Target;
import io.schedulezero.run.AttemptOutcome;
import io.schedulezero.run.WorkerEvent;
import io.schedulezero.run.WorkerEvent.Kind;
import io.schedulezero.wire.ErrorCode;
import io.schedulezero.wire.FromServer;
import io.schedulezero.wire.FromWorker.Bye;
import io.schedulezero.wire.FromWorker.Heartbeat;
import io.schedulezero.wire.FromWorker.ResultStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How well workers do, as the gateway sees it, and what follows. */
@Timeout(60)
final class WorkerHealthTest extends GatewayScene {
  private WorkerStatus status(String worker) {
    return gateway.worker(worker).orElseThrow();
  }

  private Target target(String worker) {
    return Objects.requireNonNull(targets.get(worker));
  }

  /** Attempts of a worker that all end in the same way. */
  private void does(ScriptedWorker worker, String name, ResultStatus how, int times) {
    for (int i = 0; i < times; i++) {
      Assignment attempt = assignment(null);
      target(name).start(attempt, reports, AT_ONCE);
      worker.hears(FromServer.Run.class);
      if (how == ResultStatus.SUCCEEDED) {
        worker.succeeds(attempt, "1", 1_000);
      } else {
        worker.ends(attempt, how, true, 1_000);
      }
      reports.nextEnd();
    }
  }

  private ScriptedWorker ready(String name) {
    ScriptedWorker worker = worker(name);
    worker.ready(4, "mail");
    await().until(() -> targets.containsKey(name));
    return worker;
  }

  private List<Kind> eventsOf(String worker) {
    return events.stream()
        .filter(event -> event.worker().equals(worker))
        .map(WorkerEvent::kind)
        .toList();
  }

  @Test
  void a_worker_that_fails_where_another_does_not_is_given_nothing_and_the_other_everything() {
    begin(FOR_EVER, FOR_EVER);
    ScriptedWorker good = ready("good");
    ScriptedWorker bad = ready("bad");
    does(good, "good", ResultStatus.SUCCEEDED, 3);
    does(bad, "bad", ResultStatus.FAILED, 10);

    await().until(() -> status("bad").health() == WorkerHealth.UNHEALTHY);

    assertThat(status("bad").healthReason())
        .isEqualTo(
            "10 of the last 10 attempts of mail failed, which another worker does better; it rests"
                + " for 10.0 s");
    assertThat(target("bad").room()).isZero();
    assertThat(target("good").room()).isPositive();
    assertThat(status("good").health()).isEqualTo(WorkerHealth.HEALTHY);
    assertThat(status("bad").lately()).isEqualTo(new Counts(0, 10));
    assertThat(eventsOf("bad")).contains(Kind.CAME, Kind.UNHEALTHY);
    assertThat(gateway.count(WorkerHealth.UNHEALTHY)).isEqualTo(1);
    assertThat(gateway.hosted().well()).containsExactly("mail");
  }

  @Test
  void another_process_is_not_judged_by_what_the_one_before_it_did() {
    begin(FOR_EVER, FOR_EVER);
    does(ready("good"), "good", ResultStatus.SUCCEEDED, 3);
    does(ready("bad"), "bad", ResultStatus.FAILED, 10);
    await().until(() -> status("bad").health() == WorkerHealth.UNHEALTHY);

    worker("bad").ready(4, "mail");

    assertThat(status("bad").lately()).isEqualTo(new Counts(0, 0));
    assertThat(status("bad").health()).isEqualTo(WorkerHealth.HEALTHY);
  }

  @Test
  void timeouts_count_as_failures_and_cancelled_attempts_do_not_count() {
    begin(FOR_EVER, FOR_EVER);
    ScriptedWorker worker = ready("w1");

    does(worker, "w1", ResultStatus.TIMED_OUT, 2);
    does(worker, "w1", ResultStatus.CANCELLED, 3);

    await().until(() -> status("w1").lately().equals(new Counts(0, 2)));
  }

  @Test
  void an_attempt_that_is_lost_counts_as_failed() {
    begin(Duration.ofSeconds(1), FOR_EVER);
    ScriptedWorker worker = ready("w1");
    target("w1").start(assignment(null), reports, AT_ONCE);
    worker.hears(FromServer.Run.class);

    assertThat(reports.nextEnd().outcome().how()).isEqualTo(AttemptOutcome.LOST);

    await().until(() -> status("w1").lately().equals(new Counts(0, 1)));
  }

  @Test
  void what_an_earlier_process_lost_does_not_count_against_the_one_that_is_there() {
    begin(Duration.ofSeconds(1), FOR_EVER);
    ScriptedWorker dies = ready("w1");
    target("w1").start(assignment(null), reports, AT_ONCE);
    dies.hears(FromServer.Run.class);
    dies.close();
    ready("w1");

    assertThat(reports.nextEnd().outcome().how()).isEqualTo(AttemptOutcome.LOST);

    assertThat(status("w1").lately()).isEqualTo(new Counts(0, 0));
  }

  @Test
  void a_worker_that_said_good_bye_is_not_unhealthy_because_nothing_is_heard_of_it() {
    begin(Duration.ofSeconds(3), FOR_EVER);
    ready("w1").say(new Bye(ErrorCode.SHUTTING_DOWN, List.of()));
    await().until(() -> eventsOf("w1").contains(Kind.LEFT));
    ready("w2");

    await().until(() -> eventsOf("w2").contains(Kind.UNHEALTHY));

    assertThat(eventsOf("w1")).containsExactly(Kind.CAME, Kind.LEFT);
  }

  @Test
  void a_handler_that_fails_wherever_it_runs_is_not_held_against_its_workers() {
    begin(FOR_EVER, FOR_EVER);
    ScriptedWorker one = ready("w1");
    ScriptedWorker other = ready("w2");

    does(one, "w1", ResultStatus.FAILED, 12);
    does(other, "w2", ResultStatus.FAILED, 12);

    await().until(() -> status("w2").lately().equals(new Counts(0, 12)));
    assertThat(gateway.workers())
        .extracting(WorkerStatus::health)
        .containsOnly(WorkerHealth.HEALTHY);
  }

  @Test
  void a_worker_that_was_silent_is_given_one_attempt_at_a_time_until_it_has_spoken_for_a_while() {
    begin(Duration.ofSeconds(3), FOR_EVER);
    ScriptedWorker worker = ready("w1");
    await().until(() -> status("w1").health() == WorkerHealth.UNHEALTHY);
    assertThat(status("w1").healthReason()).startsWith("it has given no sign of life for");
    ScriptedWorker again = worker("w1", worker.instance);
    again.ready(4, "mail");

    await().until(() -> status("w1").health() == WorkerHealth.RECOVERING);
    assertThat(target("w1").room()).isEqualTo(1);
    Assignment probe = assignment(null);
    target("w1").start(probe, reports, AT_ONCE);
    assertThat(target("w1").room()).isZero();
    again.succeeds(probe, "1", 8);
    await().until(() -> target("w1").room() == 1);
    does(again, "w1", ResultStatus.SUCCEEDED, 2);

    await().until(() -> status("w1").health() == WorkerHealth.HEALTHY);
    assertThat(target("w1").room()).isEqualTo(5);
  }

  @Test
  void an_attempt_that_takes_long_does_not_hold_up_a_worker_that_recovers() {
    begin(FOR_EVER, FOR_EVER);
    does(ready("good"), "good", ResultStatus.SUCCEEDED, 3);
    ScriptedWorker bad = ready("bad");
    does(bad, "bad", ResultStatus.FAILED, 10);
    await().until(() -> status("bad").health() == WorkerHealth.UNHEALTHY);
    pass(Health.FIRST_REST);
    await().until(() -> target("bad").room() == 1);

    for (int i = 0; i < Health.PROBES; i++) {
      await().until(() -> target("bad").room() == 1);
      Assignment hour = assignment(null);
      target("bad").start(hour, reports, AT_ONCE);
      assertThat(target("bad").room()).isZero();
      bad.hears(FromServer.Run.class);
      bad.accepts(hour);
      bad.beats(i + 1, 1_000);
      bad.hears(FromServer.HeartbeatOk.class);
      pass(Health.LONG_PROBE);
    }

    await().until(() -> status("bad").health() == WorkerHealth.HEALTHY);
  }

  private void pass(Duration time) {
    timeIsAhead = timeIsAhead.plus(time);
  }

  @Test
  void what_a_worker_tells_of_its_process_is_known() {
    begin(FOR_EVER, FOR_EVER);
    ScriptedWorker worker = ready("w1");
    Instant before = Instant.now();
    worker.say(
        new Heartbeat(
            1,
            4,
            List.of(),
            Map.of("cpu", 0.25, "heapUsed", 1e6, "rttMs", 1.5, "uptime", 3600.0, "stuck", 2.0)));

    await().until(() -> status("w1").health() == WorkerHealth.DEGRADED);

    assertThat(status("w1").healthReason()).endsWith("hold threads of it: 2");
    assertThat(status("w1").upSince()).isBefore(before.minusSeconds(3_599));
    assertThat(status("w1").load()).contains(entry("cpu", 0.25));
    assertThat(gateway.measure("w1", WorkerMeasure.CPU)).isEqualTo(0.25);
    assertThat(gateway.measure("w1", WorkerMeasure.MEMORY)).isEqualTo(1e6);
    assertThat(gateway.measure("w1", WorkerMeasure.ROUND_TRIP)).isEqualTo(0.0015);
    assertThat(gateway.measure("w1", WorkerMeasure.UPTIME)).isGreaterThan(3_599);
    assertThat(gateway.measure("nobody", WorkerMeasure.CPU)).isNaN();
  }

  @Test
  void people_hear_who_came_who_is_drained_and_who_left_and_why() {
    begin(Duration.ofSeconds(3), FOR_EVER);
    ScriptedWorker worker = ready("w1");
    gateway.drain("w1", null, "a new kernel");
    await().until(() -> eventsOf("w1").contains(Kind.DRAINED));
    worker.say(new Bye(ErrorCode.SHUTTING_DOWN, List.of()));

    await().until(() -> eventsOf("w1").contains(Kind.LEFT));

    assertThat(eventsOf("w1")).startsWith(Kind.CAME, Kind.DRAINED);
    assertThat(events)
        .contains(new WorkerEvent("w1", Kind.LEFT, "it said good-bye: SHUTTING_DOWN"));
  }
}
