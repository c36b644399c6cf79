package io.schedulezero.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulezero.wire.FromServer.HeartbeatOk;
import io.schedulezero.wire.FromServer.Resumed;
import io.schedulezero.wire.FromServer.Resumed.Verdict;
import io.schedulezero.wire.FromWorker.Heartbeat;
import io.schedulezero.wire.FromWorker.Ready;
import io.schedulezero.wire.FromWorker.Result;
import io.schedulezero.wire.FromWorker.ResultStatus;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Attempts are stopped before the server may give them to somebody else. */
final class LeasesTest {
  /** What the server says without an answer to a heartbeat keeps the session. */
  private static void keepTalking(World world, Duration time) {
    long end = world.now() + time.toNanos();
    while (world.now() < end) {
      world.given(1).live(Duration.ofMillis(100));
    }
  }

  @Test
  void an_attempt_is_stopped_when_four_fifths_of_the_lease_pass_without_an_answer() {
    World world = World.connected(1).given(1);
    keepTalking(world, Duration.ofMillis(7_900));
    assertThat(world.stopped).isEmpty();
    keepTalking(world, Duration.ofMillis(200));

    assertThat(world.stopped).containsExactly("1 the lease is over PT0S");
    assertThat(world.isConnected).isTrue();
  }

  @Test
  void heartbeats_go_on_and_the_result_says_why() {
    World world = World.connected(1).given(1);
    keepTalking(world, Duration.ofMillis(8_100));
    world.sent.clear();
    keepTalking(world, Duration.ofMillis(2_200));
    assertThat(world.last(Heartbeat.class).runs()).hasSize(1);

    world.ended(1, World.cancelled());
    Result result = world.last(Result.class);
    assertThat(result.status()).isEqualTo(ResultStatus.FAILED);
    assertThat(result.retryable()).isTrue();
    assertThat(Objects.requireNonNull(result.error()).type()).isEqualTo("lease_over");
  }

  @Test
  void a_handler_that_succeeds_in_spite_of_it_has_succeeded() {
    World world = World.connected(1).given(1);
    keepTalking(world, Duration.ofMillis(8_100));
    world.succeeded(1);

    assertThat(world.last(Result.class).status()).isEqualTo(ResultStatus.SUCCEEDED);
  }

  @Test
  void answers_move_it_from_when_the_heartbeat_was_sent() {
    World world = World.connected(1).given(1);
    world.liveWithAnswers(Duration.ofSeconds(60));
    assertThat(world.stopped).isEmpty();

    long lastBeat = world.last(Heartbeat.class).n();
    world.live(Duration.ofSeconds(3));
    assertThat(world.last(Heartbeat.class).n()).isGreaterThan(lastBeat);
    assertThat(world.stopped).isEmpty();
  }

  @Test
  void it_holds_without_a_session_too() {
    World world = World.connected(1).given(1);
    world.session.broken(world.now());
    world.turn().live(Duration.ofMillis(7_999));
    assertThat(world.stopped).isEmpty();
    world.live(Duration.ofMillis(2));

    assertThat(world.stopped).hasSize(1);
  }

  @Test
  void a_heartbeat_that_does_not_list_an_attempt_says_nothing_about_it() {
    World world = World.connected(1).live(Duration.ofSeconds(3));
    Heartbeat without = world.last(Heartbeat.class);
    assertThat(without.runs()).isEmpty();
    world.given(1);
    world.hear(new HeartbeatOk(without.n(), List.of(), false));
    keepTalking(world, Duration.ofMillis(5_200));

    assertThat(world.stopped).as("8 s after READY, not after that heartbeat").hasSize(1);
  }

  @Test
  void a_welcome_counts_from_when_ready_was_sent() {
    World world = World.connected(1).given(1).pass(Duration.ofSeconds(3));
    world.session.broken(world.now());
    world.turn().pass(Duration.ofNanos(world.nextTurn));
    assertThat(world.sent(Ready.class)).hasSize(1);
    world.sessionId++;
    world.pass(Duration.ofSeconds(3));
    world.hear(world.welcome(new Resumed(World.run(1), 1, Verdict.KEEP))).turn();
    keepTalking(world, Duration.ofMillis(4_800));
    assertThat(world.stopped).isEmpty();
    keepTalking(world, Duration.ofMillis(300));

    assertThat(world.stopped).as("8 s after READY, 5 s after WELCOME").hasSize(1);
  }

  @Test
  void what_has_ended_is_not_stopped() {
    World world = World.connected(1).given(1).succeeded(1);
    keepTalking(world, Duration.ofSeconds(10));

    assertThat(world.stopped).isEmpty();
    assertThat(world.last(Heartbeat.class).runs()).hasSize(1);
  }
}
