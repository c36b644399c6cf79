package io.schedulezero.dispatch.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.schedulezero.dispatch.Assignment;
import io.schedulezero.dispatch.Target;
import io.schedulezero.dispatch.remote.WorkerStatus.State;
import io.schedulezero.run.AttemptOutcome;
import io.schedulezero.wire.ErrorCode;
import io.schedulezero.wire.FromServer;
import io.schedulezero.wire.FromServer.HeartbeatOk;
import io.schedulezero.wire.FromServer.Notice;
import io.schedulezero.wire.FromServer.Resumed;
import io.schedulezero.wire.FromServer.Resumed.Verdict;
import io.schedulezero.wire.FromServer.Welcome;
import io.schedulezero.wire.FromWorker.Bye;
import io.schedulezero.wire.FromWorker.Resume;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** To whom an attempt belongs, whatever becomes of connections and processes. */
@Timeout(60)
final class LeasesTest extends GatewayScene {
  @Test
  void a_worker_that_gives_no_sign_of_life_loses_its_attempts() {
    begin(Duration.ofMillis(300), FOR_EVER);
    ScriptedWorker worker = worker("w1");
    worker.ready(2, "mail");
    Assignment attempt = given(worker);
    worker.accepts(attempt);

    RecordedReports.End end = reports.nextEnd();

    assertThat(end.outcome().how()).isEqualTo(AttemptOutcome.LOST);
    assertThat(end.fence()).isEqualTo(attempt.fence());
  }

  @Test
  void heartbeats_keep_the_attempts_that_they_list() {
    begin(Duration.ofMillis(600), FOR_EVER);
    ScriptedWorker worker = worker("w1");
    worker.ready(2, "mail");
    Assignment kept = given(worker);
    Assignment forgotten = given(worker);
    worker.accepts(kept);
    worker.accepts(forgotten);
    AtomicInteger n = new AtomicInteger();

    await()
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> {
              worker.beats(n.incrementAndGet(), 2, ScriptedWorker.held(kept));
              return !reports.ends.isEmpty();
            });

    assertThat(reports.nextEnd().run()).isEqualTo(forgotten.run());
    worker.succeeds(kept, "1", 3);
    assertThat(reports.nextEnd().outcome().how()).isEqualTo(AttemptOutcome.SUCCEEDED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT2H", "PT-2H"})
  void a_clock_that_is_set_ends_no_lease_and_no_session(Duration by) {
    begin(Duration.ofMinutes(1), FOR_EVER, Duration.ofMillis(50));
    ScriptedWorker worker = worker("w1");
    worker.ready(2, "mail");
    Assignment attempt = given(worker);
    ScriptedWorker leaves = worker("w2");
    leaves.ready(2, "other");

    clockIsAhead = by;
    leaves.close();
    worker.beats(1, 2, ScriptedWorker.held(attempt));
    worker.hears(HeartbeatOk.class);
    await().until(() -> state("w1") == State.SILENT); // so it has been looked at since
    worker.beats(2, 2, ScriptedWorker.held(attempt));

    assertThat(worker.hears(HeartbeatOk.class).runs()).isEmpty();
    assertThat(reports.ends).isEmpty();
    worker.succeeds(attempt, "1", 3);
    assertThat(reports.nextEnd().outcome().how()).isEqualTo(AttemptOutcome.SUCCEEDED);
  }

  @Test
  void each_of_many_workers_hears_the_answer_to_its_own_heartbeat() {
    List<ScriptedWorker> many =
        IntStream.range(0, 40).mapToObj(number -> worker("w" + number)).toList();
    many.forEach(worker -> worker.ready(1, "mail"));

    for (int i = 0; i < many.size(); i++) {
      many.get(i).beats(100 + i, 1);
    }

    for (int i = 0; i < many.size(); i++) {
      assertThat(many.get(i).hears(HeartbeatOk.class).n()).isEqualTo(100 + i);
    }
  }

  @Test
  void an_attempt_that_is_not_the_workers_is_gone() {
    ScriptedWorker worker = worker("w1");
    worker.ready(2, "mail");
    Assignment unknown = assignment(null);

    worker.beats(1, 2, ScriptedWorker.held(unknown));

    assertThat(worker.hears(HeartbeatOk.class).runs())
        .containsExactly(new Notice(unknown.run().toString(), unknown.fence(), Notice.Word.GONE));
  }

  @Test
  void attempts_outlive_the_connection_and_are_resumed_by_the_same_process() {
    ScriptedWorker first = worker("w1");
    first.ready(4, "mail");
    Assignment running = given(first);
    Assignment finished = given(first);
    Assignment lost = given(first);
    first.close();
    await().until(() -> state("w1") == State.GONE);
    assertThat(pick("mail")).isNull();

    ScriptedWorker second = worker("w1", first.instance);
    Welcome welcome =
        second.ready(
            4,
            EPOCH,
            List.of(
                ScriptedWorker.resume(running, Resume.State.RUNNING),
                ScriptedWorker.resume(finished, Resume.State.FINISHED)),
            "mail");

    assertThat(welcome.resume())
        .extracting(Resumed::run, Resumed::verdict)
        .containsExactlyInAnyOrder(
            tuple(running.run().toString(), Verdict.KEEP),
            tuple(finished.run().toString(), Verdict.RESEND));
    assertThat(reports.nextReturned()).contains("never received");
    second.succeeds(finished, "1", 4);
    assertThat(reports.nextEnd().run()).isEqualTo(finished.run());
    assertThat(lost.run()).isNotEqualTo(running.run());
  }

  @Test
  void another_process_of_the_same_name_gets_what_is_new_and_not_what_the_first_one_has() {
    ScriptedWorker first = worker("w1");
    first.ready(2, "mail");
    Assignment attempt = given(first);

    ScriptedWorker second = worker("w1");
    second.ready(2, EPOCH, List.of(), "mail");

    assertThat(first.hears(FromServer.Bye.class).code()).isEqualTo(ErrorCode.SUPERSEDED);
    assertThat(reports.returned).isEmpty();
    Assignment next = given(second);
    assertThat(next.run()).isNotEqualTo(attempt.run());
  }

  @Test
  void what_an_earlier_server_gave_away_is_taken_up() {
    assertThat(gateway.adopt(assignment(null), Target.LOCAL, reports)).isNull();
    Assignment running = earlier();
    Assignment neverSent = earlier();
    begin(FOR_EVER, FOR_EVER, running, neverSent);

    ScriptedWorker worker = worker("w1");
    Welcome welcome =
        worker.ready(
            2, EPOCH - 1, List.of(ScriptedWorker.resume(running, Resume.State.RUNNING)), "mail");

    assertThat(welcome.resume()).extracting(Resumed::verdict).containsExactly(Verdict.KEEP);
    assertThat(reports.nextReturned()).contains("never received");
    worker.succeeds(running, "1", 3);
    assertThat(reports.nextEnd().outcome().how()).isEqualTo(AttemptOutcome.SUCCEEDED);
  }

  @Test
  void a_worker_that_never_comes_back_has_lost_what_an_earlier_server_gave_it() {
    begin(FOR_EVER, Duration.ofMillis(100), earlier());

    assertThat(reports.nextEnd().outcome().how()).isEqualTo(AttemptOutcome.LOST);
  }

  @Test
  void a_worker_that_says_good_bye_gives_back_what_it_names() {
    ScriptedWorker worker = worker("w1");
    worker.ready(2, "mail");
    Assignment attempt = given(worker);

    worker.say(new Bye(ErrorCode.SHUTTING_DOWN, List.of(ScriptedWorker.held(attempt))));

    assertThat(reports.nextEnd().outcome().how()).isEqualTo(AttemptOutcome.CANCELLED);
    await().until(() -> state("w1") == State.GONE);
  }
}
