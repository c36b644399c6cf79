package io.schedulezero.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulezero.wire.ErrorCode;
import io.schedulezero.wire.FromServer.Drain;
import io.schedulezero.wire.FromServer.HeartbeatOk;
import io.schedulezero.wire.FromServer.ResultAck;
import io.schedulezero.wire.FromServer.Resumed;
import io.schedulezero.wire.FromServer.Resumed.Verdict;
import io.schedulezero.wire.FromWorker.Ack;
import io.schedulezero.wire.FromWorker.Bye;
import io.schedulezero.wire.FromWorker.Heartbeat;
import io.schedulezero.wire.FromWorker.Ready;
import io.schedulezero.wire.FromWorker.Result;
import io.schedulezero.wire.Held;
import io.schedulezero.worker.Session.Phase;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A worker that is to end takes nothing new, and gives back what it cannot end. */
final class DrainTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private static World acked(World world, long fence) {
    world.hear(new ResultAck(World.run(fence), fence, ResultAck.Status.COMMITTED));
    return world.turn();
  }

  @Test
  void a_server_may_ask_for_it() {
    World world = World.connected(2).given(1);
    world.hear(new Drain(MINUTE.toMillis(), "a new version")).turn();
    assertThat(world.last(Ack.class))
        .isEqualTo(new Ack(Ack.Of.DRAIN, null, null, Ack.Status.ACCEPTED, null, null));

    world.given(2);
    assertThat(world.last(Ack.class).reason()).isEqualTo("DRAINING");
    world.liveWithAnswers(Duration.ofSeconds(30));
    assertThat(world.last(Heartbeat.class).credit()).as("frozen").isEqualTo(2);
    assertThat(world.stopped).isEmpty();

    world.succeeded(1);
    assertThat(world.last(Result.class).credit()).isEqualTo(2);
    assertThat(world.sent(Bye.class)).as("not before the result is durable").isEmpty();
    acked(world, 1);
    assertThat(world.last(Bye.class)).isEqualTo(new Bye(ErrorCode.DRAINING, List.of()));
    assertThat(world.session.phase()).isEqualTo(Phase.LEAVING);

    world.live(Duration.ofMillis(250));
    assertThat(world.session.phase()).isEqualTo(Phase.CLOSED);
    assertThat(world.isConnected).isFalse();
  }

  @Test
  void what_is_left_at_the_deadline_is_stopped_and_given_back() {
    World world = World.connected(2).given(1, 2);
    world.hear(new Drain(5_000, "soon")).turn();
    world.liveWithAnswers(Duration.ofMillis(4_999));
    assertThat(world.stopped).isEmpty();
    world.liveWithAnswers(Duration.ofMillis(2));
    assertThat(world.stopped)
        .containsExactlyInAnyOrder("1 the worker is to end PT0S", "2 the worker is to end PT0S");

    world.ended(1, World.cancelled());
    world.liveWithAnswers(Duration.ofSeconds(3));
    assertThat(world.last(Heartbeat.class).runs()).as("its lease is kept until BYE").hasSize(2);
    world.ended(2, World.cancelled());

    assertThat(world.sent(Result.class)).isEmpty();
    assertThat(world.last(Bye.class).released())
        .containsExactly(new Held(World.run(1), 1), new Held(World.run(2), 2));
  }

  @Test
  void a_handler_that_does_not_end_is_left_behind() {
    World world = World.connected(1).given(1);
    world.session.drain(Duration.ofSeconds(3), Duration.ofSeconds(5), world.now());
    world.turn().liveWithAnswers(Duration.ofMillis(4_999));
    assertThat(world.sent(Bye.class)).isEmpty();
    world.liveWithAnswers(Duration.ofMillis(2));

    assertThat(world.last(Bye.class))
        .isEqualTo(new Bye(ErrorCode.SHUTTING_DOWN, List.of(new Held(World.run(1), 1))));
  }

  @Test
  void an_idle_worker_ends_at_once() {
    World world = World.connected(1);
    world.session.drain(MINUTE, MINUTE, world.now());
    world.turn();

    assertThat(world.last(Bye.class).code()).isEqualTo(ErrorCode.SHUTTING_DOWN);
    world.live(Duration.ofMillis(250));
    assertThat(world.session.phase()).isEqualTo(Phase.CLOSED);
  }

  @Test
  void a_worker_without_a_session_that_holds_nothing_ends_at_once() {
    World world = new World(1).turn();
    world.session.drain(MINUTE, MINUTE, world.now());
    world.turn();

    assertThat(world.session.phase()).isEqualTo(Phase.CLOSED);
    assertThat(world.isConnected).isFalse();
  }

  @Test
  void a_result_is_worth_a_new_session() {
    World world = World.connected(1).given(1).succeeded(1);
    world.session.broken(world.now());
    world.session.drain(MINUTE, MINUTE, world.now());
    world.turn().live(Duration.ofMillis(250));
    assertThat(world.last(Ready.class).credit()).isZero();
    world.sessionId++;
    world.hear(world.welcome(new Resumed(World.run(1), 1, Verdict.RESEND))).turn();
    acked(world, 1);

    assertThat(world.sent(Bye.class)).hasSize(1);
  }

  @Test
  void without_a_server_it_ends_in_time_all_the_same() {
    World world = World.connected(1).given(1).succeeded(1);
    world.session.broken(world.now());
    world.session.drain(Duration.ofSeconds(20), Duration.ofSeconds(30), world.now());
    world.turn().live(Duration.ofSeconds(30));

    assertThat(world.session.phase()).isEqualTo(Phase.CLOSED);
    assertThat(world.isConnected).isFalse();
  }

  @Test
  void a_drain_that_was_lost_comes_with_a_heartbeat_and_has_no_deadline() {
    World world = World.connected(1).given(1);
    world.hear(new HeartbeatOk(world.headers.size(), List.of(), true)).turn();
    world.liveWithAnswers(Duration.ofHours(1));
    assertThat(world.stopped).isEmpty();
    world.succeeded(1);
    acked(world, 1);

    assertThat(world.last(Bye.class).code()).isEqualTo(ErrorCode.DRAINING);
  }

  @Test
  void a_second_drain_can_only_hasten_the_first() {
    World world = World.connected(1).given(1);
    world.hear(new Drain(60_000, "")).turn();
    world.session.drain(Duration.ofSeconds(1), Duration.ofSeconds(2), world.now());
    world.hear(new Drain(90_000, "")).turn();
    world.liveWithAnswers(Duration.ofMillis(2_300));

    assertThat(world.session.phase()).isEqualTo(Phase.CLOSED);
  }
}
