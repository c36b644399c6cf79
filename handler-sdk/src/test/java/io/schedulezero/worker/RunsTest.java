package io.schedulezero.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulezero.execution.Call;
import io.schedulezero.wire.FromServer.Cancel;
import io.schedulezero.wire.FromServer.Notice;
import io.schedulezero.wire.FromServer.ResultAck;
import io.schedulezero.wire.FromServer.Run;
import io.schedulezero.wire.FromWorker.Ack;
import io.schedulezero.wire.FromWorker.Heartbeat;
import io.schedulezero.wire.FromWorker.Result;
import io.schedulezero.wire.FromWorker.ResultStatus;
import io.schedulezero.wire.Held;
import io.schedulezero.wire.Payload;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What comes of RUN, CANCEL and of what the server says about attempts. */
final class RunsTest {
  private static Call call(World world, long fence) {
    return Objects.requireNonNull(world.begun.get(fence));
  }

  @Test
  void a_run_is_accepted_and_its_handler_called() {
    World world = World.connected(2);
    world.hear(World.runMessage(9, World.HANDLER, 1_500L)).turn();

    assertThat(world.sent)
        .first()
        .isEqualTo(new Ack(Ack.Of.RUN, World.run(9), 9L, Ack.Status.ACCEPTED, null, null));
    assertThat(call(world, 9))
        .isEqualTo(
            new Call(
                World.run(9),
                World.HANDLER,
                "{\"n\":9}",
                1,
                9,
                Instant.EPOCH,
                Duration.ofMillis(1_500)));
  }

  @Test
  void arguments_may_come_as_payload() {
    World world = World.connected(1);
    Run run = World.runMessage(1);
    world
        .hear(
            new Run(
                run.run(),
                1,
                1,
                World.HANDLER,
                null,
                run.fireTime(),
                null,
                1,
                null,
                0,
                null,
                null,
                Payload.json("{\"é\":1}")))
        .turn();

    assertThat(call(world, 1).args()).isEqualTo("{\"é\":1}");
    assertThat(call(world, 1).timeout()).isNull();
  }

  @Test
  void what_comes_twice_begins_once_and_is_accepted_twice() {
    World world = World.connected(2).given(3).given(3);

    assertThat(world.sent(Ack.class)).hasSize(2).allMatch(a -> a.status() == Ack.Status.ACCEPTED);
    assertThat(world.begun).containsOnlyKeys(3L);
  }

  @Test
  void what_comes_again_after_its_end_has_its_result_sent_again() {
    World world = World.connected(2).given(3).succeeded(3).given(3);

    assertThat(world.sent(Result.class)).hasSize(2);
    assertThat(world.begun).containsOnlyKeys(3L);
  }

  @Test
  void what_comes_again_after_all_is_said_is_nothing() {
    World world = World.connected(2).given(3).succeeded(3);
    world.hear(new ResultAck(World.run(3), 3, ResultAck.Status.COMMITTED)).turn();
    world.sent.clear();
    world.given(3);

    assertThat(world.sent).isEmpty();
    assertThat(world.begun).hasSize(1);
  }

  @Test
  void more_runs_than_were_allowed_are_rejected() {
    World world = World.connected(2).given(1, 2, 3);

    assertThat(world.begun).containsOnlyKeys(1L, 2L);
    assertThat(world.last(Ack.class))
        .matches(ack -> ack.status() == Ack.Status.REJECTED)
        .matches(ack -> "OVERLOADED".equals(ack.reason()));
  }

  @Test
  void a_rejected_run_takes_no_slot_for_ever() {
    World world = World.connected(1).given(1, 2).succeeded(1);
    assertThat(world.last(Result.class).credit()).isEqualTo(3);

    world.given(3);
    assertThat(world.begun).containsOnlyKeys(1L, 3L);
  }

  @Test
  void a_handler_that_is_not_here_is_rejected_and_so_again() {
    World world = World.connected(1);
    world.hear(World.runMessage(1, "other", null)).turn();
    world.hear(World.runMessage(1, "other", null)).turn();

    assertThat(world.sent(Ack.class))
        .hasSize(2)
        .allMatch(ack -> "UNKNOWN_HANDLER".equals(ack.reason()));
    world.live(Duration.ofMillis(250));
    assertThat(world.last(Heartbeat.class).credit()).isEqualTo(2);
  }

  @Test
  void what_arrives_after_the_lease_may_be_over_does_not_begin() {
    World world = World.connected(2);
    world.pass(Duration.ofSeconds(5)).given(1).pass(Duration.ofSeconds(3)).given(2);

    assertThat(world.begun).containsOnlyKeys(1L);
    assertThat(world.last(Ack.class).reason()).isEqualTo("LEASE_OVER");
  }

  @Test
  void a_hard_cancellation_interrupts_and_a_soft_one_has_patience() {
    World world = World.connected(2).given(1, 2);
    world.hear(new Cancel(World.run(1), 1, Cancel.Mode.HARD, 0, "by ada"));
    world.hear(new Cancel(World.run(2), 2, Cancel.Mode.SOFT, 1_000, "by bob")).turn();

    assertThat(world.stopped).containsExactly("1 by ada PT0S", "2 by bob PT1S");
    assertThat(world.sent(Ack.class))
        .filteredOn(ack -> ack.of() == Ack.Of.CANCEL)
        .hasSize(2)
        .allMatch(ack -> ack.status() == Ack.Status.ACCEPTED);

    world.ended(1, World.cancelled());
    assertThat(world.last(Result.class).status()).isEqualTo(ResultStatus.CANCELLED);
  }

  @Test
  void nothing_can_be_cancelled_that_is_not_here() {
    World world = World.connected(1);
    world.hear(new Cancel(World.run(1), 1, Cancel.Mode.HARD, 0, "")).turn();

    assertThat(world.last(Ack.class))
        .matches(ack -> ack.of() == Ack.Of.CANCEL && ack.status() == Ack.Status.REJECTED);
  }

  @Test
  void a_heartbeat_answer_cancels_what_a_lost_cancel_did_not() {
    World world = World.connected(1).given(1).live(Duration.ofMillis(2_200));
    Notice cancel = new Notice(World.run(1), 1, Notice.Word.CANCEL);
    world.answerBeat(cancel);
    assertThat(world.stopped).hasSize(1);

    world.answerBeat(cancel);
    assertThat(world.stopped).hasSize(1);
  }

  @Test
  void what_has_gone_is_stopped_and_never_told_of_again() {
    World world = World.connected(1).given(1).live(Duration.ofMillis(2_200));
    assertThat(world.last(Heartbeat.class).runs()).containsExactly(new Held(World.run(1), 1));
    world.answerBeat(new Notice(World.run(1), 1, Notice.Word.GONE));
    assertThat(world.stopped).hasSize(1);

    world.live(Duration.ofMillis(2_200));
    assertThat(world.last(Heartbeat.class).runs()).isEmpty();
    assertThat(world.last(Heartbeat.class).credit()).as("its handler still runs").isEqualTo(1);

    world.sent.clear();
    world.ended(1, World.cancelled()).live(Duration.ofMillis(250));
    assertThat(world.sent(Result.class)).isEmpty();
    assertThat(world.last(Heartbeat.class).credit()).as("told at once").isEqualTo(2);
  }
}
