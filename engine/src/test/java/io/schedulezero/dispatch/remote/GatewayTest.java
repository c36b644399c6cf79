package io.schedulezero.dispatch.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.schedulezero.dispatch.Assignment;
import io.schedulezero.dispatch.AttemptReports.Recorded;
import io.schedulezero.dispatch.Dispatcher;
import io.schedulezero.dispatch.Target;
import io.schedulezero.dispatch.remote.WorkerStatus.State;
import io.schedulezero.run.AttemptOutcome;
import io.schedulezero.run.LogLine;
import io.schedulezero.run.Outcome;
import io.schedulezero.run.RunId;
import io.schedulezero.store.Storage;
import io.schedulezero.store.StorageOptions;
import io.schedulezero.wire.ErrorCode;
import io.schedulezero.wire.FromServer;
import io.schedulezero.wire.FromServer.Cancel;
import io.schedulezero.wire.FromServer.Drain;
import io.schedulezero.wire.FromServer.HeartbeatOk;
import io.schedulezero.wire.FromServer.LogAck;
import io.schedulezero.wire.FromServer.Notice;
import io.schedulezero.wire.FromServer.ResultAck;
import io.schedulezero.wire.FromServer.Resumed;
import io.schedulezero.wire.FromServer.Resumed.Verdict;
import io.schedulezero.wire.FromServer.Welcome;
import io.schedulezero.wire.FromWorker.Bye;
import io.schedulezero.wire.FromWorker.Log;
import io.schedulezero.wire.FromWorker.Progress;
import io.schedulezero.wire.FromWorker.ResultStatus;
import io.schedulezero.wire.FromWorker.Resume;
import io.schedulezero.wire.Payload;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the gateway answers to a worker, and what it tells the engine. */
@Timeout(60)
final class GatewayTest {
  private static final CompletableFuture<?> AT_ONCE = CompletableFuture.completedFuture(null);
  private static final long EPOCH = 7;
  private static final long FENCE = EPOCH << 32;
  private static final Duration FOR_EVER = Duration.ofHours(1);

  private final RecordedReports reports = new RecordedReports();
  private final Storage storage = Storage.memory(StorageOptions.with(Thread::new));
  private final List<AutoCloseable> open = new ArrayList<>();
  private final Dispatcher dispatcher = new Dispatcher(List.of());
  private final AtomicInteger roomGrew = new AtomicInteger();
  private final List<String> described = new CopyOnWriteArrayList<>();
  private Gateway gateway = gateway(FOR_EVER, FOR_EVER);
  private long runs;

  private Gateway gateway(Duration lease, Duration grace) {
    Duration heartbeat = lease.dividedBy(3);
    return new Gateway(
        new Gateway.Setup(
            GatewayOptions.DEFAULT.at("tcp://127.0.0.1:0").paced(heartbeat, lease, grace),
            "test",
            EPOCH,
            InstantSource.system(),
            System::nanoTime,
            storage.runs(),
            Thread::new,
            Thread::new));
  }

  @BeforeEach
  void openGateway() {
    gateway.open(new Engine());
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : open) {
      each.close();
    }
    gateway.close();
    storage.close();
  }

  private final class Engine implements GatewayListener {
    @Override
    public @Nullable String hosts(
        String worker, List<String> handlers, @Nullable String description) {
      described.add(worker + " " + handlers);
      return handlers.contains("forbidden") ? "forbidden is not for you" : null;
    }

    @Override
    public void came(Target worker) {
      dispatcher.add(worker);
    }

    @Override
    public void left(Target worker) {
      dispatcher.remove(worker);
    }

    @Override
    public void roomGrew() {
      roomGrew.incrementAndGet();
    }
  }

  private void reopen(Duration lease, Duration grace) {
    gateway.close();
    gateway = gateway(lease, grace);
    gateway.open(new Engine());
  }

  private ScriptedWorker worker(String name) {
    return worker(name, UUID.randomUUID());
  }

  private ScriptedWorker worker(String name, UUID instance) {
    ScriptedWorker worker = new ScriptedWorker(gateway.address(), name, instance);
    open.add(worker);
    return worker;
  }

  private Assignment assignment(@Nullable Duration timeout) {
    Instant fire = Instant.parse("2026-03-02T12:00:00Z");
    runs++;
    return new Assignment(
        new RunId(runs), "mail", "{\"to\":\"ada\"}", 3, FENCE + runs, fire, timeout);
  }

  private Assignment given(ScriptedWorker to) {
    Assignment attempt = assignment(null);
    Target target = dispatcher.pick("mail");
    assertThat(target).isNotNull();
    target.start(attempt, reports, AT_ONCE);
    assertThat(to.hears(FromServer.Run.class).run()).isEqualTo(attempt.run().toString());
    return attempt;
  }

  @Test
  void ready_opens_a_session_and_its_worker_becomes_a_target() {
    Welcome welcome = worker("w1").ready(2, "mail");

    assertThat(welcome.server()).isEqualTo("test");
    assertThat(welcome.epoch()).isEqualTo(EPOCH);
    assertThat(welcome.hbMs()).isEqualTo(FOR_EVER.dividedBy(3).toMillis());
    assertThat(welcome.leaseMs()).isEqualTo(FOR_EVER.toMillis());
    assertThat(described).containsExactly("w1 [mail]");
    await().until(() -> roomGrew.get() > 0);
    Target target = dispatcher.pick("mail");
    assertThat(target).isNotNull();
    assertThat(target.name()).isEqualTo("w1");
    assertThat(target.room()).isEqualTo(2);
    assertThat(dispatcher.pick("other")).isNull();
  }

  @Test
  void a_worker_that_is_refused_hears_why() {
    ScriptedWorker worker = worker("w1");
    worker.sayReady(1, "forbidden");

    FromServer.ProtocolError refused = worker.hears(FromServer.ProtocolError.class);

    assertThat(refused.error().code()).isEqualTo(ErrorCode.NOT_AUTHORIZED);
    assertThat(refused.error().msg()).isEqualTo("forbidden is not for you");
    assertThat(refused.error().fatal()).isTrue();
  }

  @Test
  void nobody_may_be_called_like_the_target_in_this_process() {
    ScriptedWorker worker = worker("local");
    worker.sayReady(1, "mail");

    assertThat(worker.hears(FromServer.ProtocolError.class).error().msg()).contains("local");
  }

  @Test
  void without_a_session_there_is_nothing_but_ready() {
    ScriptedWorker worker = worker("w1");
    worker.beats(1, 1);

    FromServer.ProtocolError refused = worker.hears(FromServer.ProtocolError.class);

    assertThat(refused.error().code()).isEqualTo(ErrorCode.NO_SESSION);
    assertThat(refused.error().ref()).isNotNull();
  }

  @Test
  void an_attempt_is_sent_when_its_start_is_committed_and_not_before() {
    ScriptedWorker worker = worker("w1");
    worker.ready(2, "mail");
    CompletableFuture<Void> committed = new CompletableFuture<>();
    Assignment attempt = assignment(Duration.ofMinutes(2));
    Target target = dispatcher.pick("mail");
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
    assertThat(dispatcher.pick("mail")).isNotNull();
  }

  @Test
  void a_result_of_a_run_that_nobody_knows_is_answered_too() {
    ScriptedWorker worker = worker("w1");
    worker.ready(1, "mail");

    worker.succeeds(assignment(null), "1", 1);

    assertThat(worker.hears(ResultAck.class).status()).isEqualTo(ResultAck.Status.UNKNOWN);
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
    assertThat(dispatcher.pick("mail")).isNull();

    worker.succeeds(attempt, "1", 2);
    reports.nextEnd();

    await().until(() -> dispatcher.pick("mail") != null);
    worker.beats(1, 1); // less than before means nothing
    worker.hears(HeartbeatOk.class);
    assertThat(dispatcher.pick("mail")).isNotNull();
  }

  @Test
  void a_worker_that_promises_too_much_gets_little_more_than_its_slots() {
    ScriptedWorker worker = worker("w1");
    worker.ready(10, "mail");
    worker.beats(1, 1_000_000_000);
    worker.hears(HeartbeatOk.class);

    Target target = dispatcher.pick("mail");

    assertThat(target).isNotNull();
    assertThat(target.room()).isEqualTo(11);
  }

  @Test
  void an_attempt_that_is_rejected_goes_back_and_does_not_count() {
    ScriptedWorker worker = worker("w1");
    worker.ready(2, "mail");

    worker.rejects(given(worker), ErrorCode.UNKNOWN_HANDLER.name());

    assertThat(reports.nextReturned()).contains("w1").contains("UNKNOWN_HANDLER");
    assertThat(dispatcher.pick("mail")).isNull();
  }

  @Test
  void a_worker_that_gives_no_sign_of_life_loses_its_attempts() {
    reopen(Duration.ofMillis(300), FOR_EVER);
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
    reopen(Duration.ofMillis(600), FOR_EVER);
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
  void a_cancelled_attempt_is_told_and_told_again_with_each_heartbeat() {
    ScriptedWorker worker = worker("w1");
    worker.ready(2, "mail");
    Target target = dispatcher.pick("mail");
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
    Target target = dispatcher.pick("mail");
    assertThat(target).isNotNull();
    target.start(attempt, reports, committed);
    target.cancel(attempt.run(), "no longer needed");

    committed.complete(null);

    assertThat(reports.nextReturned()).contains("cancelled");
    assertThat(target.room()).isEqualTo(2);
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
    assertThat(dispatcher.pick("mail")).isNull();

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
    gateway.close();
    gateway = gateway(FOR_EVER, FOR_EVER);
    Assignment running = earlier();
    Assignment neverSent = earlier();
    assertThat(gateway.adopt(running, "w1", reports)).isNotNull();
    assertThat(gateway.adopt(neverSent, "w1", reports)).isNotNull();
    assertThat(gateway.adopt(assignment(null), Target.LOCAL, reports)).isNull();
    gateway.open(new Engine());

    ScriptedWorker worker = worker("w1");
    Welcome welcome =
        worker.ready(
            2, EPOCH - 1, List.of(ScriptedWorker.resume(running, Resume.State.RUNNING)), "mail");

    assertThat(welcome.resume()).extracting(Resumed::verdict).containsExactly(Verdict.KEEP);
    assertThat(reports.nextReturned()).contains("never received");
    worker.succeeds(running, "1", 3);
    assertThat(reports.nextEnd().outcome().how()).isEqualTo(AttemptOutcome.SUCCEEDED);
  }

  private Assignment earlier() {
    runs++;
    long fence = ((EPOCH - 1) << 32) + runs;
    return new Assignment(
        new RunId(runs), "mail", "{}", 1, fence, Instant.parse("2026-03-02T12:00:00Z"), null);
  }

  @Test
  void a_worker_that_never_comes_back_has_lost_what_an_earlier_server_gave_it() {
    gateway.close();
    gateway = gateway(FOR_EVER, Duration.ofMillis(100));
    Assignment attempt = earlier();
    gateway.adopt(attempt, "w1", reports);
    gateway.open(new Engine());

    gateway.resume("w1"); // wakes the hub, whose next look may be an hour away

    assertThat(reports.nextEnd().outcome().how()).isEqualTo(AttemptOutcome.LOST);
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

  @Test
  void frames_that_are_no_message_end_the_session_after_five_in_a_minute() {
    ScriptedWorker worker = worker("w1");
    worker.ready(2, "mail");

    for (int i = 0; i < 6; i++) {
      worker.sayRaw("nonsense".getBytes(StandardCharsets.UTF_8));
    }

    assertThat(worker.hears(FromServer.ProtocolError.class).error().code())
        .isEqualTo(ErrorCode.BAD_FRAME);
    assertThat(worker.hears(FromServer.Bye.class).code()).isEqualTo(ErrorCode.BAD_FRAME);
    await().until(() -> state("w1") == State.GONE);
  }

  @Test
  void too_many_heartbeats_end_the_session() {
    ScriptedWorker worker = worker("w1");
    worker.ready(2, "mail");

    for (int i = 1; i <= 200; i++) {
      worker.beats(i, 2);
    }

    assertThat(worker.hears(FromServer.Bye.class).code()).isEqualTo(ErrorCode.RATE_LIMITED);
  }

  @Test
  void a_worker_is_drained_and_resumed() {
    ScriptedWorker worker = worker("w1");
    worker.ready(2, "mail");

    assertThat(gateway.drain("w1", null, "maintenance")).isTrue();
    assertThat(dispatcher.pick("mail")).isNull();
    assertThat(state("w1")).isEqualTo(State.DRAINING);
    assertThat(gateway.resume("w1")).isTrue();
    assertThat(dispatcher.pick("mail")).isNotNull();

    assertThat(gateway.drain("w1", Duration.ofSeconds(5), "maintenance")).isTrue();
    Drain drain = worker.hears(Drain.class);
    assertThat(drain.deadlineMs()).isEqualTo(5_000);
    assertThat(drain.reason()).isEqualTo("maintenance");
    assertThat(gateway.drain("nobody", null, "")).isFalse();
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

  @Test
  void an_evicted_worker_may_come_back() {
    ScriptedWorker worker = worker("w1");
    worker.ready(2, "mail");

    assertThat(gateway.evict("w1")).isTrue();

    assertThat(worker.hears(FromServer.Bye.class).code()).isEqualTo(ErrorCode.NO_SESSION);
    assertThat(gateway.evict("w1")).isFalse();
    worker("w1", worker.instance).ready(2, "mail");
    await().until(() -> dispatcher.pick("mail") != null);
  }

  @Test
  void workers_hear_when_the_server_stops() {
    ScriptedWorker worker = worker("w1");
    worker.ready(2, "mail");

    gateway.close();

    FromServer.Bye bye = worker.hears(FromServer.Bye.class);
    assertThat(bye.code()).isEqualTo(ErrorCode.SHUTTING_DOWN);
    assertThat(bye.retryInMs()).isNotNull();
  }

  @Test
  void status_tells_what_a_worker_is_and_has_done() {
    ScriptedWorker worker = worker("w1");
    worker.ready(4, "mail", "report");
    Assignment attempt = given(worker);
    worker.succeeds(given(worker), "1", 5);
    worker.beats(1, 5, ScriptedWorker.held(attempt));
    worker.hears(HeartbeatOk.class);

    WorkerStatus status = gateway.worker("w1").orElseThrow();

    assertThat(status.state()).isEqualTo(State.READY);
    assertThat(status.instance()).isEqualTo(worker.instance.toString());
    assertThat(status.slots()).isEqualTo(4);
    assertThat(status.active()).isEqualTo(1);
    assertThat(status.handlers()).containsExactly("mail", "report");
    assertThat(status.labels()).containsEntry("zone", "a");
    assertThat(status.load()).containsEntry("cpu", 0.25);
    assertThat(status.address()).startsWith("127.0.0.1:");
    assertThat(status.figures())
        .singleElement()
        .satisfies(
            figures -> {
              assertThat(figures.handler()).isEqualTo("mail");
              assertThat(figures.active()).isEqualTo(1);
              assertThat(figures.succeeded()).isEqualTo(1);
              assertThat(figures.meanMillis()).isEqualTo(5);
            });
    assertThat(gateway.workers()).hasSize(1);
    assertThat(gateway.worker("nobody")).isEmpty();
  }

  private @Nullable State state(String worker) {
    return gateway.worker(worker).map(WorkerStatus::state).orElse(null);
  }
}
