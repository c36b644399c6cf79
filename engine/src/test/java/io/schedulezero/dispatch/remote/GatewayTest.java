package io.schedulezero.dispatch.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.schedulezero.dispatch.Assignment;
import io.schedulezero.dispatch.Target;
import io.schedulezero.dispatch.remote.WorkerStatus.State;
import io.schedulezero.wire.ErrorCode;
import io.schedulezero.wire.FromServer;
import io.schedulezero.wire.FromServer.Drain;
import io.schedulezero.wire.FromServer.HeartbeatOk;
import io.schedulezero.wire.FromServer.Welcome;
import io.schedulezero.wire.FromWorker.Bye;
import io.schedulezero.wire.FromWorker.Hosted;
import io.schedulezero.wire.FromWorker.Ready;
import io.schedulezero.wire.Versions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How workers come, stay and go. */
@Timeout(60)
final class GatewayTest extends GatewayScene {
  @Test
  void ready_opens_a_session_and_its_worker_becomes_a_target() {
    Welcome welcome = worker("w1").ready(2, "mail");

    assertThat(welcome.server()).isEqualTo("test");
    assertThat(welcome.epoch()).isEqualTo(EPOCH);
    assertThat(welcome.hbMs()).isEqualTo(FOR_EVER.dividedBy(3).toMillis());
    assertThat(welcome.leaseMs()).isEqualTo(FOR_EVER.toMillis());
    assertThat(described).containsExactly("w1 [mail]");
    await().until(() -> roomGrew.get() > 0);
    Target target = pick("mail");
    assertThat(target).isNotNull();
    assertThat(target.name()).isEqualTo("w1");
    assertThat(target.room()).isEqualTo(2);
    assertThat(pick("other")).isNull();
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
  void a_connection_is_of_one_worker() {
    ScriptedWorker worker = worker("w1");
    worker.ready(2, "mail");
    worker.say(
        new Ready(
            new Versions(0, 0),
            "w2",
            UUID.randomUUID(),
            "test/1",
            List.of(new Hosted("mail", null)),
            Map.of(),
            2,
            2,
            List.of(),
            null,
            List.of(),
            null));

    FromServer.ProtocolError refused = worker.hears(FromServer.ProtocolError.class);

    assertThat(refused.error().msg()).startsWith("this is the connection of worker w1");
    assertThat(gateway.worker("w2")).isEmpty();
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
  void a_worker_that_was_silent_is_given_something_again_as_soon_as_it_is_heard() {
    begin(Duration.ofMinutes(1), FOR_EVER, Duration.ofMillis(50));
    ScriptedWorker worker = worker("w1");
    worker.ready(2, "mail");
    await().until(() -> state("w1") == State.SILENT);
    assertThat(pick("mail")).isNull();
    int before = roomGrew.get();

    worker.beats(1, 2);

    await().until(() -> roomGrew.get() > before);
    assertThat(pick("mail")).isNotNull();
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
    assertThat(pick("mail")).isNull();
    assertThat(state("w1")).isEqualTo(State.DRAINING);
    assertThat(gateway.resume("w1")).isTrue();
    assertThat(pick("mail")).isNotNull();

    assertThat(gateway.drain("w1", Duration.ofSeconds(5), "maintenance")).isTrue();
    Drain drain = worker.hears(Drain.class);
    assertThat(drain.deadlineMs()).isEqualTo(5_000);
    assertThat(drain.reason()).isEqualTo("maintenance");
    assertThat(gateway.drain("nobody", null, "")).isFalse();
    assertThat(gateway.resume("w1")).isFalse(); // it was told to leave
  }

  @Test
  void a_worker_that_was_told_to_leave_stays_told_until_it_is_another_process() {
    ScriptedWorker worker = worker("w1");
    worker.ready(2, "mail");
    gateway.drain("w1", Duration.ofSeconds(5), "maintenance");
    worker.close();
    await().until(() -> state("w1") == State.GONE);

    assertThat(worker("w1", worker.instance).ready(2, "mail").drain()).isTrue();
    assertThat(pick("mail")).isNull();
    assertThat(worker("w1").ready(2, "mail").drain()).isFalse();
    assertThat(pick("mail")).isNotNull();
  }

  @Test
  void an_evicted_worker_may_come_back() {
    ScriptedWorker worker = worker("w1");
    worker.ready(2, "mail");

    assertThat(gateway.evict("w1")).isTrue();

    assertThat(worker.hears(FromServer.Bye.class).code()).isEqualTo(ErrorCode.NO_SESSION);
    assertThat(gateway.evict("w1")).isFalse();
    worker("w1", worker.instance).ready(2, "mail");
    await().until(() -> pick("mail") != null);
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

  @Test
  void a_worker_that_does_not_host_what_it_said_is_another_for_those_that_wait() {
    ScriptedWorker worker = worker("w1");
    worker.ready(2, "mail");
    await().until(() -> begun.get() == 1);

    worker.rejects(given(worker), ErrorCode.UNKNOWN_HANDLER.name());

    await().until(() -> begun.get() == 2);
    assertThat(dispatcher.hosts("mail")).isFalse();
  }

  @Test
  void who_says_ready_again_and_again_is_turned_out() {
    ScriptedWorker worker = worker("local");
    for (int i = 0; i < 20; i++) {
      worker.sayReady(1, "mail");
    }

    isTurnedOut(worker);
  }

  @Test
  void who_speaks_without_a_session_all_the_time_is_turned_out() {
    ScriptedWorker worker = worker("w1");
    for (int i = 0; i < 6_000; i++) {
      worker.beats(i, 1);
    }

    worker.losesItsConnection(); // why, it hears only if it reads what it is answered
  }

  @Test
  void when_too_many_are_remembered_the_one_that_left_first_is_forgotten() {
    for (int i = 0; i < 9_998; i++) {
      gateway.adopt(assignment(null), "busy-" + i, reports);
    }
    for (String name : List.of("first", "second")) {
      ScriptedWorker leaves = worker(name);
      leaves.ready(1, "mail");
      leaves.say(new Bye(ErrorCode.SHUTTING_DOWN, List.of()));
      await().until(() -> state(name) == State.GONE);
    }

    worker("third").ready(1, "mail");

    assertThat(state("first")).isNull();
    assertThat(state("second")).isEqualTo(State.GONE);
    assertThat(state("third")).isEqualTo(State.READY);
    assertThat(dispatcher.knows("first")).isFalse();
  }

  /** After it has heard of everything that it said before. */
  private static void isTurnedOut(ScriptedWorker worker) {
    ErrorCode said = ErrorCode.NO_SESSION;
    while (said != ErrorCode.RATE_LIMITED) {
      said = worker.hears(FromServer.ProtocolError.class).error().code();
    }
  }
}
