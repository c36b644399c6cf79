package io.schedulezero.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.schedulezero.transport.Ends.Client;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class HubAndLineTest {
  private final Ends ends = Ends.start();

  @AfterEach
  void close() {
    ends.close();
  }

  @Test
  void what_a_worker_says_is_answered() {
    assertThat(ends.line().ask("header", "{}", "payload"))
        .containsExactly("header", "{}", "payload");
  }

  @Test
  void a_frame_may_be_empty_and_a_message_has_at_most_four() {
    Client line = ends.line();
    assertThat(line.ask("a", "", "")).containsExactly("a", "", "");
    assertThatThrownBy(() -> line.send("1", "2", "3", "4", "5"))
        .hasMessageContaining("a message has 5 frames; it must have 1 to 4");
  }

  @Test
  void messages_keep_their_order() {
    Client line = ends.line();
    line.ask("first");
    List<String> sent = new ArrayList<>();
    List<String> answered = new ArrayList<>();
    for (int batch = 0; batch < 20; batch++) {
      for (int i = 0; i < 500; i++) {
        String text = batch + "/" + i;
        sent.add(text);
        line.line.execute(() -> line.line.send(Ends.frames(text)));
      }
      IntStream.range(0, 500).forEach(i -> answered.add(line.answer().get(0)));
    }
    assertThat(answered).isEqualTo(sent);
  }

  @Test
  void each_of_many_peers_gets_its_own_answers() {
    List<Client> lines = IntStream.range(0, 40).mapToObj(i -> ends.line()).toList();
    for (int round = 0; round < 5; round++) {
      for (int i = 0; i < lines.size(); i++) {
        lines.get(i).send("line " + i, "round " + round);
      }
      for (int i = 0; i < lines.size(); i++) {
        assertThat(lines.get(i).answer()).containsExactly("line " + i, "round " + round);
      }
    }
    assertThat(ends.owner.received.stream().map(Recorder.Got::peer).distinct()).hasSize(40);
  }

  @Test
  void a_peer_says_where_it_comes_from_and_stays_the_same() {
    Client line = ends.line();
    line.ask("one");
    line.ask("two");
    Peer first = ends.received().peer();
    assertThat(ends.received().peer()).isSameAs(first);
    assertThat(first.address()).matches("127\\.0\\.0\\.1:\\d+");
    assertThat(first.userId()).isNull();
  }

  @Test
  void commands_of_many_threads_run_on_the_one_thread_in_the_order_of_each() throws Exception {
    Map<Integer, List<Integer>> ran = new ConcurrentHashMap<>();
    AtomicInteger count = new AtomicInteger();
    String hubThread = ends.onHub(() -> Thread.currentThread().getName());
    List<Thread> threads =
        IntStream.range(0, 8)
            .mapToObj(
                thread ->
                    new Thread(
                        () -> {
                          for (int i = 0; i < 2_000; i++) {
                            int number = i;
                            ends.hub.execute(
                                () -> {
                                  assertThat(Thread.currentThread().getName()).isEqualTo(hubThread);
                                  ran.computeIfAbsent(thread, t -> new ArrayList<>()).add(number);
                                  count.incrementAndGet();
                                });
                          }
                        }))
            .toList();
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    await().atMost(10, SECONDS).until(() -> count.get() == 16_000);
    assertThat(ran.values())
        .allSatisfy(each -> assertThat(each).isEqualTo(IntStream.range(0, 2_000).boxed().toList()));
  }

  @Test
  void nobody_else_may_touch_the_sockets() {
    Client line = ends.line();
    line.ask("here");
    Peer peer = ends.received().peer();
    assertThatThrownBy(() -> ends.hub.send(peer, Ends.frames("x")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageMatching(
            "only sz-test-iothread-\\d+ may do this, not " + Thread.currentThread().getName());
    assertThatThrownBy(() -> ends.hub.evict(peer)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> ends.hub.accept(peer)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(line.line::connect).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(line.line::disconnect).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> line.line.send(Ends.frames("x")))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void an_owner_or_a_command_that_fails_ends_nothing() {
    Client line = ends.line();
    line.send(Recorder.FAIL);
    ends.hub.execute(
        () -> {
          throw new IllegalStateException("told to fail");
        });
    ends.hub.execute(
        () -> {
          throw new AssertionError("told to fail");
        });
    assertThat(line.ask("still there")).containsExactly("still there");
    assertThat(ends.hub.health()).isEqualTo("ok");
  }

  @Test
  void a_turn_is_taken_when_it_was_asked_for() {
    ends.owner.again = MILLISECONDS.toNanos(20);
    ends.hub.execute(ends.owner.turns::clear);
    long first = Ends.take(ends.owner.turns);
    for (int i = 0; i < 5; i++) {
      Ends.take(ends.owner.turns);
    }
    long took = Ends.take(ends.owner.turns) - first;
    assertThat(took).isBetween(MILLISECONDS.toNanos(60), SECONDS.toNanos(2));
  }

  @Test
  void who_has_nothing_to_do_sleeps() {
    ends.line().ask("warm");
    long longest = 0;
    long before = Ends.take(ends.owner.turns);
    for (int i = 0; i < 30 && longest < MILLISECONDS.toNanos(900); i++) {
      long next = Ends.take(ends.owner.turns);
      longest = Math.max(longest, next - before);
      before = next;
    }
    assertThat(longest).isGreaterThan(MILLISECONDS.toNanos(900));
  }

  @Test
  void a_frame_that_is_too_large_is_refused_before_it_is_sent() {
    Client line = ends.line();
    String most = "x".repeat(Recorder.MAX_FRAME);
    assertThat(line.ask(most)).containsExactly(most);
    assertThatThrownBy(() -> line.send(most + "x"))
        .hasMessageContaining("a frame has 65537 bytes; at most 65536");
    assertThatThrownBy(
            () ->
                ends.onHub(
                    () -> ends.hub.send(ends.received().peer(), Ends.frames("a", most + "x"))))
        .hasMessageContaining("a frame has 65537 bytes; at most 65536");
  }

  @Test
  void a_frame_that_is_too_large_ends_the_connection_on_which_it_comes_and_no_other() {
    Client good = ends.line();
    good.ask("good");
    Client bad = ends.line(1024 * 1024);
    bad.ask("not bad yet");
    bad.send("x".repeat(Recorder.MAX_FRAME * 2));
    bad.awaitBroken();
    assertThat(good.ask("still good")).containsExactly("still good");
    assertThat(good.broken).isEmpty();
  }

  @Test
  void who_does_not_read_is_not_waited_for() throws Exception {
    try (RawPeer slow = RawPeer.connect(ends.hub.address())) {
      slow.handshake();
      slow.message(Recorder.NO_ANSWER);
      Peer peer = ends.received().peer();
      byte[] much = new byte[Recorder.MAX_FRAME];
      int sent = ends.onHub(() -> sendUntilRefused(peer, much));
      assertThat(sent).isBetween(100, 5_000);
      assertThat(ends.line().ask("quick")).containsExactly("quick");
    }
  }

  private int sendUntilRefused(Peer peer, byte[] much) {
    int sent = 0;
    while (sent < 20_000 && ends.hub.send(peer, new byte[][] {much})) {
      sent++;
    }
    return sent;
  }

  @Test
  void bytes_are_bytes() throws Exception {
    byte[] all = new byte[256];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) i;
    }
    try (RawPeer peer = RawPeer.connect(ends.hub.address())) {
      peer.handshake();
      peer.frame(0, all);
      assertThat(ends.received().frames()).containsExactly(new String(all, UTF_8));
      assertThat(peer.nextMessage()).isEqualTo(all);
    }
  }
}
