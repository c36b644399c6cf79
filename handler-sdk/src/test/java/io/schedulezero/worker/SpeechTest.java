package io.schedulezero.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulezero.wire.FromServer.LogAck;
import io.schedulezero.wire.FromServer.ResultAck;
import io.schedulezero.wire.FromServer.Resumed;
import io.schedulezero.wire.FromServer.Resumed.Verdict;
import io.schedulezero.wire.FromWorker;
import io.schedulezero.wire.FromWorker.Ack;
import io.schedulezero.wire.FromWorker.Heartbeat;
import io.schedulezero.wire.FromWorker.Log;
import io.schedulezero.wire.FromWorker.Progress;
import io.schedulezero.wire.FromWorker.Result;
import io.schedulezero.wire.LogLine;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is said, in which order, and how much of it. */
final class SpeechTest {
  /** A line of 100 bytes in a message. */
  private static final String TEXT = "x".repeat(100 - new LogLine(5, "INFO", "").toBytes().length);

  private static LogAck logAck(long fence, long upTo, long window) {
    return new LogAck(World.run(fence), fence, upTo, window);
  }

  @Test
  void results_go_first_and_log_lines_last() {
    World world = World.connected(3).given(1, 2);
    world.isBlocked = true;
    world.logged(2, 0, "line").progressed(2, 0.5, "half").succeeded(1);
    world.hear(World.runMessage(3)).pass(Duration.ofSeconds(3));
    world.sent.clear();
    world.isBlocked = false;
    world.turn();

    assertThat(world.sent)
        .extracting(message -> (Object) message.getClass())
        .containsExactly(Result.class, Ack.class, Heartbeat.class, Progress.class, Log.class);
  }

  @Test
  void what_cannot_be_sent_now_is_tried_again_soon_and_nothing_is_lost() {
    World world = World.connected(1);
    world.isBlocked = true;
    world.given(1);
    assertThat(Duration.ofNanos(world.nextTurn)).isEqualTo(Duration.ofMillis(50));
    world.isBlocked = false;
    world.pass(Duration.ofMillis(50));

    assertThat(world.sent(Ack.class)).hasSize(1);
    assertThat(Duration.ofNanos(world.nextTurn)).isGreaterThan(Duration.ofSeconds(1));
  }

  @Test
  void of_progress_the_latest_goes_out_at_the_servers_pace() {
    World world = World.connected(1).given(1);
    world.progressed(1, 0.1, "a").progressed(1, 0.2, "b").progressed(1, 0.3, "c");
    assertThat(world.sent(Progress.class)).extracting(Progress::msg).containsExactly("a");
    world.live(Duration.ofMillis(249));
    assertThat(world.sent(Progress.class)).hasSize(1);
    world.live(Duration.ofMillis(1));

    assertThat(world.sent(Progress.class)).extracting(Progress::msg).containsExactly("a", "c");
    assertThat(world.last(Progress.class).n()).isEqualTo(3);
    world.live(Duration.ofSeconds(1));
    assertThat(world.sent(Progress.class)).hasSize(2);
  }

  @Test
  void progress_does_not_come_after_the_end_and_its_words_are_few() {
    World world = World.connected(1).given(1).progressed(1, 0.5, "é".repeat(2_000));
    assertThat(world.last(Progress.class).msg()).hasSize(512);
    world.progressed(1, 0.6, "more").succeeded(1).progressed(1, 1, "late");
    world.live(Duration.ofSeconds(1));

    assertThat(world.sent(Progress.class)).hasSize(1);
  }

  @Test
  void lines_that_come_together_go_together() {
    World world = World.connected(1).given(1);
    world.logged(1, 0, "first").logged(1, 1, "second").turn();

    Log log = world.last(Log.class);
    assertThat(world.sent(Log.class)).hasSize(1);
    assertThat(log.from()).isZero();
    assertThat(log.lines()).isEqualTo(2);
    assertThat(LogLine.read(log.payload()))
        .containsExactly(new LogLine(5, "INFO", "first"), new LogLine(5, "INFO", "second"));
  }

  @Test
  void no_more_is_under_way_than_the_window_allows() {
    World world = World.connected(1).given(1);
    for (int i = 0; i < 5; i++) {
      world.logged(1, i, TEXT);
    }
    world.turn();
    assertThat(world.sent(Log.class)).extracting(Log::lines).containsExactly(3);
    world.liveWithAnswers(Duration.ofSeconds(30));
    assertThat(world.sent(Log.class)).hasSize(1);

    world.hear(logAck(1, 3, 100)).turn();
    assertThat(world.last(Log.class).from()).isEqualTo(3);
    assertThat(world.last(Log.class).lines()).isEqualTo(1);
    world.hear(logAck(1, 4, 300)).turn();
    assertThat(world.last(Log.class).from()).isEqualTo(4);
    assertThat(world.last(Log.class).dropped()).isZero();
  }

  @Test
  void attempts_take_turns_in_the_window() {
    World world = World.connected(2).given(1, 2);
    world.logged(1, 0, TEXT).logged(1, 1, TEXT).logged(2, 0, TEXT).turn();

    assertThat(world.sent(Log.class)).extracting(Log::fence).containsExactly(1L, 2L);
  }

  @Test
  void lines_without_an_answer_are_sent_again_in_the_next_session_as_they_were() {
    World world = World.connected(1).given(1);
    world.logged(1, 0, "a").logged(1, 1, "b").turn().logged(1, 2, "c").turn();
    List<Log> before = world.sent(Log.class);
    assertThat(before).hasSize(2);
    world.hear(logAck(1, 2, 300)).turn();
    world.reconnected(new Resumed(World.run(1), 1, Verdict.KEEP));

    assertThat(world.sent(Log.class)).containsExactly(before.get(1));
  }

  @Test
  void last_lines_follow_the_result() {
    World world = World.connected(1).given(1);
    world.logged(1, 0, "last").succeeded(1);
    assertThat(world.sent.get(world.sent.size() - 1)).isInstanceOf(Log.class);
    world.hear(new ResultAck(World.run(1), 1, ResultAck.Status.COMMITTED)).turn();
    world.reconnected();

    assertThat(world.sent(Log.class)).as("still without an answer").hasSize(1);
    world.hear(logAck(1, 1, 300)).turn();
    world.reconnected();
    assertThat(world.sent(Log.class)).isEmpty();
  }

  @Test
  void lines_beyond_what_is_kept_are_counted() {
    World world = World.connected(1).given(1);
    String text = "x".repeat(200);
    for (int i = 0; i < 10_000; i++) {
      world.logged(1, i, text);
    }
    world.turn();
    int messages = 0;
    while (world.sent(Log.class).size() > messages) {
      messages = world.sent(Log.class).size();
      Log log = world.last(Log.class);
      world.hear(logAck(1, log.from() + log.lines(), 300)).turn();
    }
    assertThat(world.last(Log.class).dropped()).isEqualTo(10_000 - messages).isGreaterThan(4_000);

    world.logged(1, 10_000, "again").turn();
    assertThat(world.last(Log.class).from()).isEqualTo(10_000);
  }

  @Test
  void a_line_that_never_fits_is_dropped_and_the_next_is_not() {
    World world = World.connected(1).given(1);
    world.logged(1, 0, "x".repeat(400)).logged(1, 1, "short").turn();

    Log log = world.last(Log.class);
    assertThat(log.from()).isEqualTo(1);
    assertThat(log.dropped()).isEqualTo(1);
  }

  @Test
  void nothing_is_logged_after_the_end_or_by_what_has_gone() {
    World world = World.connected(1).given(1).succeeded(1).logged(1, 0, "late").turn();

    assertThat(world.sent(Log.class)).isEmpty();
    assertThat(world.sent).extracting(FromWorker::kind).doesNotContainNull();
  }
}
