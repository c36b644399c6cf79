package io.schedulezero.dispatch.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.schedulezero.dispatch.Assignment;
import io.schedulezero.dispatch.AttemptReports.Recorded;
import io.schedulezero.dispatch.Target;
import io.schedulezero.run.AttemptOutcome;
import io.schedulezero.run.LogLine;
import io.schedulezero.run.Outcome;
import io.schedulezero.wire.ErrorCode;
import io.schedulezero.wire.FromServer;
import io.schedulezero.wire.FromServer.Cancel;
import io.schedulezero.wire.FromServer.HeartbeatOk;
import io.schedulezero.wire.FromServer.LogAck;
import io.schedulezero.wire.FromServer.Notice;
import io.schedulezero.wire.FromServer.ResultAck;
import io.schedulezero.wire.FromWorker.Log;
import io.schedulezero.wire.FromWorker.Progress;
import io.schedulezero.wire.FromWorker.ResultStatus;
import io.schedulezero.wire.Payload;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An attempt on its way to a worker and back. */
@Timeout(60)
final class WorkerAttemptsTest extends GatewayScene {
  @Test
  void an_attempt_is_sent_when_its_start_is_committed_and_not_before() {
    ScriptedWorker worker = worker("w1");
    worker.ready(2, "mail");
    CompletableFuture<Void> committed = new CompletableFuture<>();
    Assignment attempt = assignment(Duration.ofMinutes(2));
    Target target = pick("mail");
    assertThat(target).isNotNull();
    target.start(attempt, reports, committed);
    assertThat(target.room()).isEqualTo(1);
    worker.beats(1, 2);
    worker.hears(HeartbeatOk.class);

    committed.complete(null);

    FromServer.Run run = worker.hears(FromServer.Run.class);
    assertThat(run.run()).isEqualTo(attempt.run().toString());
    assertThat(run.attempt()).isEqualTo(3);
    assertThat(run.fence()).isEqualTo(attempt.fence());
    assertThat(run.handler()).isEqualTo("mail");
    assertThat(run.args()).isEqualTo("{\"to\":\"ada\"}");
    assertThat(run.timeoutMs()).isEqualTo(120_000);
    assertThat(run.fireTime()).isEqualTo(attempt.fireTime());
    assertThat(run.prio()).isEqualTo(7);
    assertThat(run.schedule()).isEqualTo("nightly");
    assertThat(run.key()).isEqualTo("k-1");
  }

  @Test
  void a_result_is_answered_when_it_is_recorded_and_not_before() {
    ScriptedWorker worker = worker("w1");
    worker.ready(1, "mail");
    Assignment attempt = given(worker);
    worker.succeeds(attempt, "\"sent\"", 2);

    RecordedReports.End end = reports.nextEnd();
    assertThat(end.outcome()).isEqualTo(Outcome.succeeded("\"sent\""));
    worker.succeeds(attempt, "\"sent\"", 2); // it has no answer, and says it again
    worker.beats(1, 2);
    worker.hears(HeartbeatOk.class);
    assertThat(reports.ends).isEmpty();

    end.recorded().accept(Recorded.COMMITTED);

    ResultAck ack = worker.hears(ResultAck.class);
    assertThat(ack.status()).isEqualTo(ResultAck.Status.COMMITTED);
    assertThat(ack.fence()).isEqualTo(attempt.fence());
    assertThat(pick("mail")).isNotNull();
  }

  @Test
  void a_result_of_a_run_that_nobody_knows_is_answered_too() {
    ScriptedWorker worker = worker("w1");
    worker.ready(1, "mail");

    worker.succeeds(assignment(null), "1", 1);

    assertThat(worker.hears(ResultAck.class).status()).isEqualTo(ResultAck.Status.UNKNOWN);
  }

  @Test
  void a_result_of_another_attempt_than_its_fence_is_of_is_a_mistake() {
    ScriptedWorker worker = worker("w1");
    worker.ready(1, "mail");
    Assignment attempt = given(worker);

    worker.succeeds(
        new Assignment(
            attempt.run(),
            attempt.handler(),
            attempt.args(),
            attempt.attempt() + 1,
            attempt.fence(),
            attempt.fireTime(),
            null,
            7,
            null,
            null),
        "1",
        2);

    assertThat(worker.hears(FromServer.ProtocolError.class).error().msg())
        .contains("attempt 3, not 4");
    assertThat(reports.ends).isEmpty();
  }

  @Test
  void failures_keep_what_the_handler_wishes() {
    ScriptedWorker worker = worker("w1");
    worker.ready(9, "mail");

    worker.ends(given(worker), ResultStatus.FAILED, true, 9);
    assertThat(reports.nextEnd().outcome().wish()).isInstanceOf(Outcome.Wish.None.class);
    worker.ends(given(worker), ResultStatus.FAILED, false, 9);
    assertThat(reports.nextEnd().outcome().wish()).isInstanceOf(Outcome.Wish.GiveUp.class);
    worker.ends(given(worker), ResultStatus.TIMED_OUT, true, 9);
    assertThat(reports.nextEnd().outcome().how()).isEqualTo(AttemptOutcome.TIMED_OUT);
  }

  @Test
  void credit_is_counted_over_the_whole_session() {
    ScriptedWorker worker = worker("w1");
    worker.ready(1, "mail");
    Assignment attempt = given(worker);
    assertThat(pick("mail")).isNull();

    worker.succeeds(attempt, "1", 2);
    reports.nextEnd();

    await().until(() -> pick("mail") != null);
    worker.beats(1, 1); // less than before means nothing
    worker.hears(HeartbeatOk.class);
    assertThat(pick("mail")).isNotNull();
  }

  @Test
  void a_worker_that_promises_too_much_gets_little_more_than_its_slots() {
    ScriptedWorker worker = worker("w1");
    worker.ready(10, "mail");
    worker.beats(1, 1_000_000_000);
    worker.hears(HeartbeatOk.class);

    Target target = pick("mail");

    assertThat(target).isNotNull();
    assertThat(target.room()).isEqualTo(11);
  }

  @Test
  void an_attempt_that_is_rejected_goes_back_and_does_not_count() {
    ScriptedWorker worker = worker("w1");
    worker.ready(2, "mail");

    worker.rejects(given(worker), ErrorCode.UNKNOWN_HANDLER.name());

    assertThat(reports.nextReturned()).contains("w1").contains("UNKNOWN_HANDLER");
    assertThat(pick("mail")).isNull();
  }

  @Test
  void a_cancelled_attempt_is_told_and_told_again_with_each_heartbeat() {
    ScriptedWorker worker = worker("w1");
    worker.ready(2, "mail");
    Target target = pick("mail");
    Assignment attempt = given(worker);
    assertThat(target).isNotNull();

    target.cancel(attempt.run(), "no longer needed");

    Cancel cancel = worker.hears(Cancel.class);
    assertThat(cancel.reason()).isEqualTo("no longer needed");
    assertThat(cancel.fence()).isEqualTo(attempt.fence());
    worker.beats(1, 2, ScriptedWorker.held(attempt));
    assertThat(worker.hears(HeartbeatOk.class).runs())
        .extracting(Notice::word)
        .containsExactly(Notice.Word.CANCEL);
    worker.ends(attempt, ResultStatus.CANCELLED, false, 3);
    Outcome outcome = reports.nextEnd().outcome();
    assertThat(outcome.how()).isEqualTo(AttemptOutcome.CANCELLED);
    assertThat(outcome.failure()).isNotNull();
    assertThat(outcome.failure().message()).contains("no longer needed");
  }

  @Test
  void an_attempt_that_is_cancelled_before_its_start_is_committed_is_not_sent() {
    ScriptedWorker worker = worker("w1");
    worker.ready(2, "mail");
    CompletableFuture<Void> committed = new CompletableFuture<>();
    Assignment attempt = assignment(null);
    Target target = pick("mail");
    assertThat(target).isNotNull();
    target.start(attempt, reports, committed);
    target.cancel(attempt.run(), "no longer needed");

    committed.complete(null);

    assertThat(reports.nextReturned()).contains("cancelled");
    assertThat(target.room()).isEqualTo(2);
  }

  @Test
  void lines_and_progress_reach_the_run_also_after_its_result() {
    ScriptedWorker worker = worker("w1");
    worker.ready(2, "mail");
    Assignment attempt = given(worker);
    String run = attempt.run().toString();
    String first = "{\"ms\":1,\"level\":\"INFO\",\"text\":\"one\"}\n";
    String second = "{\"ms\":2,\"level\":\"WARN\",\"text\":\"two\"}\n";

    worker.say(new Log(run, attempt.fence(), 0, 1, 0, ndjson(first)));
    worker.say(new Progress(run, attempt.fence(), 1, 0.5, "half"));
    assertThat(worker.hears(LogAck.class).upTo()).isEqualTo(1);
    worker.succeeds(attempt, "1", 2);
    reports.nextEnd();
    worker.say(new Log(run, attempt.fence(), 0, 1, 0, ndjson(first))); // once more
    worker.say(new Log(run, attempt.fence(), 1, 1, 0, ndjson(second)));
    assertThat(worker.hears(LogAck.class).upTo()).isEqualTo(1);
    assertThat(worker.hears(LogAck.class).upTo()).isEqualTo(2);

    assertThat(reports.lines).extracting(LogLine::text).containsExactly("one", "two");
    assertThat(reports.lines)
        .extracting(LogLine::number)
        .containsExactly(3 * LogLine.MOST + 1, 3 * LogLine.MOST + 2);
    assertThat(reports.progress).containsExactly("0.5 half");
  }

  private static Payload ndjson(String lines) {
    return new Payload("application/x-ndjson", lines.getBytes(StandardCharsets.UTF_8));
  }
}
