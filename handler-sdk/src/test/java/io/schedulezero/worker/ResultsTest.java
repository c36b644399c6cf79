package io.schedulezero.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulezero.execution.Ending;
import io.schedulezero.execution.Ending.How;
import io.schedulezero.execution.Failure;
import io.schedulezero.wire.BadFrame;
import io.schedulezero.wire.Codec;
import io.schedulezero.wire.ErrorCode;
import io.schedulezero.wire.ErrorReport;
import io.schedulezero.wire.FromServer.ProtocolError;
import io.schedulezero.wire.FromServer.ResultAck;
import io.schedulezero.wire.FromServer.Resumed;
import io.schedulezero.wire.FromServer.Resumed.Verdict;
import io.schedulezero.wire.FromWorker.Heartbeat;
import io.schedulezero.wire.FromWorker.Ready;
import io.schedulezero.wire.FromWorker.Result;
import io.schedulezero.wire.FromWorker.ResultStatus;
import io.schedulezero.wire.FromWorker.Resume;
import io.schedulezero.wire.FromWorker.Resume.State;
import io.schedulezero.wire.Header;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Results are kept until the server has them. */
final class ResultsTest {
  private static Resumed verdict(long fence, Verdict verdict) {
    return new Resumed(World.run(fence), fence, verdict);
  }

  private static Ending failed(boolean retryable, @Nullable Duration after) {
    Failure failure = new Failure("T", "m", "own", "stack");
    return new Ending(How.FAILED, null, failure, retryable, after, Duration.ofMillis(3));
  }

  @Test
  void a_result_says_how_it_ended_and_that_there_is_room() {
    World world = World.connected(1).given(4).succeeded(4);

    Result result = world.last(Result.class);
    assertThat(result.status()).isEqualTo(ResultStatus.SUCCEEDED);
    assertThat(Objects.requireNonNull(result.payload()).bytes())
        .isEqualTo("1".getBytes(StandardCharsets.UTF_8));
    assertThat(result.durMs()).isEqualTo(30);
    assertThat(result.credit()).isEqualTo(2);
    assertThat(result.fence()).isEqualTo(4);
  }

  @Test
  void a_failure_says_what_the_handler_wishes() {
    World world = World.connected(3).given(1, 2, 3);

    Result plain = world.ended(1, failed(true, null)).last(Result.class);
    assertThat(plain.status()).isEqualTo(ResultStatus.FAILED);
    assertThat(plain.retryable()).isTrue();
    assertThat(plain.retryInMs()).isNull();
    assertThat(plain.error())
        .isEqualTo(new io.schedulezero.wire.FromWorker.Failure("T", "m", "own", "stack"));
    assertThat(world.ended(2, failed(false, null)).last(Result.class).retryable()).isFalse();
    assertThat(world.ended(3, failed(true, Duration.ofSeconds(7))).last(Result.class).retryInMs())
        .isEqualTo(7_000);
  }

  @Test
  void arguments_that_do_not_fit_are_told_as_such() {
    World world = World.connected(1).given(1);
    world.session.work().rejected(1, failed(false, null), world.now());

    assertThat(world.turn().last(Result.class))
        .matches(result -> result.status() == ResultStatus.REJECTED && !result.retryable());
  }

  @Test
  void a_timeout_is_told_as_one() {
    World world = World.connected(1).given(1);
    Failure late = Failure.of("timeout", "late");
    world.ended(1, new Ending(How.TIMED_OUT, null, late, true, null, Duration.ZERO));

    assertThat(world.last(Result.class))
        .matches(result -> result.status() == ResultStatus.TIMED_OUT && result.retryable());
  }

  @Test
  void a_result_that_is_too_large_is_a_failure() {
    World world = World.connected(1).given(1);
    world.ended(1, World.success("\"" + "é".repeat(500) + "\""));

    Result result = world.last(Result.class);
    assertThat(result.status()).isEqualTo(ResultStatus.FAILED);
    assertThat(result.retryable()).isFalse();
    assertThat(Objects.requireNonNull(result.error()).type()).isEqualTo("TOO_LARGE");
    assertThat(result.error().message())
        .isEqualTo("the result has 1002 bytes; the server takes 1000");
  }

  @Test
  void what_the_server_finds_too_large_becomes_a_failure_too() {
    World world = World.connected(1).given(1).succeeded(1);
    long seq = world.headers.get(world.headers.size() - 1).seq();
    ErrorReport.Ref ref = new ErrorReport.Ref(0x06, seq);
    world.hear(
        new ProtocolError(new ErrorReport(ErrorCode.TOO_LARGE, "big", ref, false, null, null)));
    world.pass(Duration.ofSeconds(5));

    assertThat(world.last(Result.class).status()).isEqualTo(ResultStatus.FAILED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u0001", "\"", "\\", "日", "😀", "\n", "x"})
  void whatever_a_handler_throws_fits_a_message(String character) throws BadFrame {
    String much = character.repeat(20_000);
    World world = World.connected(1).given(1);
    Failure failure = new Failure(much, much, much, much);
    world.ended(1, new Ending(How.FAILED, null, failure, true, null, Duration.ZERO));

    Result result = world.last(Result.class);
    assertThat(new Codec(10).encode(result, 1, 1)).hasNumberOfRows(2);
    assertThat(Objects.requireNonNull(result.error()).stack()).hasSizeGreaterThan(3_000);
  }

  @ParameterizedTest
  @EnumSource(ResultAck.Status.class)
  void an_answer_of_any_kind_ends_it(ResultAck.Status status) {
    World world = World.connected(1).given(1).succeeded(1);
    world.hear(new ResultAck(World.run(1), 1, status)).turn();
    world.sent.clear();
    world.liveWithAnswers(Duration.ofMinutes(2));

    assertThat(world.sent(Result.class)).isEmpty();
    assertThat(world.last(Heartbeat.class).runs()).isEmpty();
  }

  @Test
  void without_an_answer_it_is_sent_again_after_five_seconds_and_up_to_a_minute() {
    World world = World.connected(1).given(1);
    world.liveWithAnswers(Duration.ofMillis(10)).succeeded(1);
    List<Long> times = new ArrayList<>();
    long begin = world.now();
    int before = 1;
    while (world.now() - begin < Duration.ofSeconds(200).toNanos()) {
      world.liveWithAnswers(Duration.ofMillis(500));
      if (world.sent(Result.class).size() > before) {
        before++;
        times.add(Duration.ofNanos(world.now() - begin).toSeconds());
      }
    }

    assertThat(times).containsExactly(5L, 15L, 35L, 75L, 135L, 195L);
    assertThat(world.headers).filteredOn(Header::isRetransmitted).hasSize(6);
  }

  @Test
  void it_outlives_the_session_and_is_sent_in_the_next_one() {
    World world = World.connected(2).given(1, 2).succeeded(1);
    world.session.broken(world.now());
    world.live(Duration.ofMillis(250));

    Ready ready = world.last(Ready.class);
    assertThat(ready.resume())
        .containsExactly(
            new Resume(World.run(1), 1, 1, State.FINISHED),
            new Resume(World.run(2), 1, 2, State.RUNNING));
    assertThat(ready.credit()).isEqualTo(1);

    world.sessionId++;
    world.sent.clear();
    world.hear(world.welcome(verdict(1, Verdict.RESEND), verdict(2, Verdict.KEEP))).turn();
    assertThat(world.sent(Result.class)).extracting(Result::fence).containsExactly(1L);
    assertThat(world.stopped).isEmpty();
  }

  @Test
  void what_ends_between_two_sessions_is_told_in_the_next() {
    World world = World.connected(1).given(1);
    world.session.broken(world.now());
    world.turn().succeeded(1);
    assertThat(world.sent(Result.class)).isEmpty();

    world.live(Duration.ofMillis(250));
    world.sessionId++;
    world.hear(world.welcome(verdict(1, Verdict.KEEP))).turn();
    assertThat(world.last(Result.class).fence()).isEqualTo(1);
  }

  @Test
  void the_server_may_cancel_or_drop_what_outlived_a_session() {
    World world = World.connected(3).given(1, 2, 3).succeeded(3);
    world.reconnected(
        verdict(1, Verdict.CANCEL), verdict(2, Verdict.DROP), verdict(3, Verdict.DROP));

    assertThat(world.stopped)
        .containsExactly("1 it was cancelled PT0S", "2 the server has given the run away PT0S");
    world.ended(1, World.cancelled()).ended(2, World.cancelled());
    assertThat(world.sent(Result.class))
        .extracting(Result::fence, Result::status)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(1L, ResultStatus.CANCELLED));
  }

  @Test
  void a_stale_fence_drops_the_attempt_that_the_message_was_about() {
    World world = World.connected(1).given(1).progressed(1, 0.5, "half");
    long seq = world.headers.get(world.headers.size() - 1).seq();
    ErrorReport.Ref ref = new ErrorReport.Ref(0x04, seq);
    world.hear(
        new ProtocolError(new ErrorReport(ErrorCode.STALE_FENCE, "old", ref, false, null, null)));

    assertThat(world.stopped).hasSize(1);
    assertThat(world.turn().ended(1, World.cancelled()).sent(Result.class)).isEmpty();
  }

  @Test
  void many_results_without_an_answer_take_slots_away() {
    World world = World.connected(1);
    for (long fence = 1; fence <= 3; fence++) {
      world.given(fence).succeeded(fence);
    }
    assertThat(world.begun).hasSize(3);
    assertThat(world.last(Result.class).credit()).as("none beyond three").isEqualTo(3);

    world.hear(new ResultAck(World.run(1), 1, ResultAck.Status.COMMITTED)).turn();
    world.live(Duration.ofMillis(250));
    assertThat(world.last(Heartbeat.class).credit()).isEqualTo(4);
  }
}
