package io.schedulezero.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.schedulezero.wire.BadFrame;
import io.schedulezero.wire.Codec;
import io.schedulezero.wire.ErrorCode;
import io.schedulezero.wire.ErrorReport;
import io.schedulezero.wire.FromServer.Bye;
import io.schedulezero.wire.FromServer.HeartbeatOk;
import io.schedulezero.wire.FromServer.ProtocolError;
import io.schedulezero.wire.FromWorker;
import io.schedulezero.wire.FromWorker.Heartbeat;
import io.schedulezero.wire.FromWorker.Ready;
import io.schedulezero.worker.Session.Phase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ConnectionTest {
  /** The longest of every random wait. */
  private static final RandomGenerator LONGEST = () -> Long.MAX_VALUE;

  private static ProtocolError error(ErrorCode code, boolean fatal, @Nullable Long retryInMillis) {
    return new ProtocolError(new ErrorReport(code, "no", null, fatal, retryInMillis, null));
  }

  /** A generator that gives the largest number below the bound. */
  private static final class Largest implements RandomGenerator {
    @Override
    public long nextLong() {
      return LONGEST.nextLong();
    }

    @Override
    public long nextLong(long bound) {
      return bound - 1;
    }

    @Override
    public double nextDouble() {
      return 0.5;
    }
  }

  @Test
  void the_first_turn_connects_and_says_ready() {
    World world = new World(3).turn();

    Ready ready = world.last(Ready.class);
    assertThat(ready.worker()).isEqualTo("w1");
    assertThat(ready.instance()).isEqualTo(World.INSTANCE);
    assertThat(ready.slots()).isEqualTo(3);
    assertThat(ready.credit()).isEqualTo(3);
    assertThat(ready.resume()).isEmpty();
    assertThat(ready.epoch()).isNull();
    assertThat(world.headers).singleElement().matches(h -> h.session() == 0 && h.seq() == 1);
    assertThat(world.session.phase()).isEqualTo(Phase.CONNECTING);
  }

  @Test
  void a_welcome_begins_the_session_and_the_first_heartbeat_follows_at_once() {
    World world = new World(1).turn();
    world.hear(world.welcome()).turn();

    assertThat(world.session.phase()).isEqualTo(Phase.ACTIVE);
    assertThat(world.last(Heartbeat.class).n()).isEqualTo(1);
    assertThat(world.headers.get(1)).matches(h -> h.session() == world.sessionId && h.seq() == 2);
  }

  @Test
  void a_server_that_says_nothing_is_given_ten_seconds_then_more() {
    World world = new World(1, new Largest()).turn();

    world.live(Duration.ofMillis(9_999));
    assertThat(world.isConnected).isTrue();
    world.live(Duration.ofMillis(1));
    assertThat(world.isConnected).isFalse();
    assertThat(world.session.phase()).isEqualTo(Phase.WAITING);

    world.live(Duration.ofMillis(250));
    assertThat(world.connections).isEqualTo(2);
    assertThat(world.sent(Ready.class)).hasSize(2);
    world.live(Duration.ofMillis(14_999));
    assertThat(world.isConnected).isTrue();
    world.live(Duration.ofMillis(2));
    assertThat(world.isConnected).isFalse();
  }

  @Test
  void waits_double_up_to_thirty_seconds() {
    World world = new World(1, new Largest());
    List<Long> waits = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      world.turn();
      world.session.broken(world.now());
      world.turn();
      waits.add(Duration.ofNanos(world.nextTurn).toMillis());
      world.pass(Duration.ofNanos(world.nextTurn));
    }
    assertThat(waits)
        .containsExactly(250L, 500L, 1000L, 2000L, 4000L, 8000L, 16000L, 30000L, 30000L, 30000L);
  }

  @Test
  void an_answered_heartbeat_makes_the_next_wait_short_again_and_a_welcome_alone_does_not() {
    World world = new World(1, new Largest()).turn();
    for (int i = 0; i < 3; i++) {
      world.hear(world.welcome()).turn();
      world.session.broken(world.now());
      world.turn().pass(Duration.ofNanos(world.nextTurn));
    }
    world.hear(world.welcome()).turn().answerBeat();
    world.session.broken(world.now());
    world.turn();

    assertThat(Duration.ofNanos(world.nextTurn)).isEqualTo(Duration.ofMillis(250));
    assertThat(world.connections).isEqualTo(4);
  }

  @Test
  void a_refusal_is_waited_out_as_long_as_the_server_says() {
    World world = new World(1, new Largest()).turn();
    world.hear(error(ErrorCode.NOT_AUTHORIZED, true, 5_000L)).turn();

    assertThat(world.isConnected).isFalse();
    assertThat(Duration.ofNanos(world.nextTurn)).isEqualTo(Duration.ofMillis(5_250));
  }

  @Test
  void a_good_bye_ends_the_session_until_the_server_wants_it_back() {
    World world = World.connected(1);
    world.hear(new Bye(ErrorCode.SHUTTING_DOWN, 1_000L)).turn();

    assertThat(world.session.phase()).isEqualTo(Phase.WAITING);
    assertThat(Duration.ofNanos(world.nextTurn))
        .isBetween(Duration.ofMillis(1_000), Duration.ofMillis(1_250));
  }

  @Test
  void a_worker_whose_name_was_taken_does_not_take_it_back_at_once() {
    World world = World.connected(1);
    world.hear(new Bye(ErrorCode.SUPERSEDED, null)).turn();

    assertThat(Duration.ofNanos(world.nextTurn)).isGreaterThan(Duration.ofSeconds(60));
  }

  @Test
  void silence_of_three_heartbeats_ends_the_session() {
    World world = World.connected(1);

    world.pass(Duration.ofSeconds(6));
    assertThat(world.isConnected).isTrue();
    world.pass(Duration.ofMillis(1));

    assertThat(world.isConnected).isFalse();
  }

  @Test
  void whatever_the_server_says_breaks_its_silence() {
    World world = World.connected(1);
    world.pass(Duration.ofSeconds(5)).given(1).pass(Duration.ofSeconds(5));

    assertThat(world.isConnected).isTrue();
  }

  @Test
  void an_unknown_session_and_a_fatal_error_are_followed_by_a_new_one_and_others_are_not() {
    World world = World.connected(1);
    world.hear(error(ErrorCode.RATE_LIMITED, false, null)).turn();
    assertThat(world.isConnected).isTrue();
    world.hear(error(ErrorCode.NO_SESSION, false, null)).turn();
    assertThat(world.isConnected).isFalse();

    World other = World.connected(1);
    other.hear(error(ErrorCode.INTERNAL, true, null)).turn();
    assertThat(other.isConnected).isFalse();
  }

  @Test
  void what_belongs_to_another_session_is_not_heard() {
    World world = World.connected(1);
    world.sessionId++;
    world.given(5);

    assertThat(world.begun).isEmpty();
    assertThat(world.sent(FromWorker.Ack.class)).isEmpty();
  }

  @Test
  void a_broken_connection_is_made_anew_and_says_what_it_was_connected_to() {
    World world = World.connected(1);
    world.session.broken(world.now());
    world.live(Duration.ofMillis(250));

    assertThat(world.connections).isEqualTo(2);
    assertThat(world.last(Ready.class).epoch()).isEqualTo(7);
    assertThat(world.headers.get(world.headers.size() - 1))
        .matches(h -> h.session() == 0 && h.seq() == 1);
  }

  @Test
  void what_cannot_be_read_is_told_to_the_server() {
    World world = World.connected(1);
    BadFrame bad =
        catchThrowableOfType(
            BadFrame.class, () -> new Codec(10).decode(new byte[] {'S', 'Z', 'W', 1}));
    world.session.unreadable(bad, world.now());
    world.turn();

    assertThat(world.last(FromWorker.ProtocolError.class).error().code())
        .isEqualTo(ErrorCode.BAD_FRAME);
    assertThat(world.isConnected).isTrue();
  }

  @Test
  void what_answers_ready_with_another_protocol_is_left_alone_for_a_while() {
    World world = new World(1).turn();
    BadFrame bad =
        catchThrowableOfType(
            BadFrame.class, () -> new Codec(10).decode(new byte[] {'S', 'Z', 'W', 2}));
    world.session.unreadable(bad, world.now());

    assertThat(world.isConnected).isFalse();
  }

  @Test
  void heartbeats_come_at_their_pace_with_figures_and_nothing_else_wakes_an_idle_session() {
    World world = World.connected(4);
    int turns = 0;
    long end = world.now() + Duration.ofMinutes(10).toNanos();
    while (world.now() < end) {
      turns++;
      world.pass(Duration.ofNanos(Math.max(1, world.nextTurn)));
      for (Heartbeat beat : world.sent(Heartbeat.class)) {
        assertThat(beat.load()).containsEntry("cpu", 0.5).doesNotContainKey("broken");
        world.hear(new HeartbeatOk(beat.n(), List.of(), false));
      }
      world.sent.clear();
      world.turn();
    }
    assertThat(turns).isBetween(280, 320);
    assertThat(world.connections).isOne();
  }

  @Test
  void a_heartbeat_says_how_long_the_last_answer_took() {
    World world = World.connected(1);
    world.live(Duration.ofMillis(2_200));
    world.pass(Duration.ofMillis(40)).answerBeat();
    world.live(Duration.ofMillis(2_200));

    assertThat(world.last(Heartbeat.class).load().get("rttMs")).isBetween(40.0, 500.0);
    assertThat(world.sent(Heartbeat.class)).extracting(Heartbeat::n).isSorted();
  }
}
