package io.schedulezero.transport;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.schedulezero.transport.Ends.Client;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How connections come and end, as both sides see it. */
final class ConnectionsTest {
  private static final List<String> MUCH =
      IntStream.range(0, 400).mapToObj(i -> "word " + i).toList();

  private final AtomicLong later = new AtomicLong();
  private final Ends ends = Ends.at("tcp://127.0.0.1:*", () -> System.nanoTime() + later.get());

  @AfterEach
  void close() {
    ends.close();
  }

  @Test
  void the_owner_is_told_when_a_worker_leaves() {
    Client line = ends.line();
    line.ask("here");
    line.close();
    assertThat(ends.gone()).isSameAs(ends.received().peer());
  }

  @Test
  void the_owner_is_told_of_a_reset_after_all_that_came_before_it() throws Exception {
    RawPeer peer = RawPeer.connect(ends.hub.address());
    peer.handshake();
    for (int i = 0; i < 100; i++) {
      peer.message(Recorder.NO_ANSWER);
    }
    await().atMost(10, SECONDS).until(() -> ends.owner.received.size() == 100);
    peer.reset();
    assertThat(ends.gone()).isSameAs(ends.received().peer());
  }

  @Test
  void of_who_never_said_anything_the_owner_hears_nothing() throws Exception {
    RawPeer silent = RawPeer.connect(ends.hub.address());
    silent.handshake();
    silent.reset();
    Client line = ends.line();
    line.ask("here");
    line.close();
    Peer known = ends.received().peer();
    assertThat(ends.gone()).isSameAs(known);
    assertThat(ends.owner.gone).isEmpty();
  }

  @Test
  void a_connection_that_was_made_anew_is_another_peer() {
    Client line = ends.line();
    line.ask("first");
    line.connect();
    line.ask("second");
    Peer first = ends.received().peer();
    assertThat(ends.received().peer()).isNotEqualTo(first);
    assertThat(ends.gone()).isSameAs(first);
  }

  @Test
  void to_who_is_gone_nothing_is_sent() {
    Client line = ends.line();
    line.ask("here");
    Peer peer = ends.received().peer();
    line.close();
    ends.gone();
    assertThat(ends.<Boolean>onHub(() -> ends.hub.send(peer, Ends.frames("hello?")))).isFalse();
  }

  @Test
  void a_line_is_broken_once_when_the_hub_ends() {
    Client line = ends.line();
    line.ask("here");
    ends.hub.close();
    line.awaitBroken();
    assertThat(line.send("hello?")).isFalse();
    assertThat(line.broken).isEmpty();
  }

  @Test
  void what_the_hub_said_last_arrives_before_the_line_is_broken_however_late_it_looks() {
    Client line = ends.line();
    line.ask("here");
    Peer peer = ends.received().peer();
    CountDownLatch looks = new CountDownLatch(1);
    line.line.execute(() -> awaitIt(looks));
    ends.hub.execute(() -> sayMuch(frames -> ends.hub.send(peer, frames)));
    ends.hub.close();
    looks.countDown();
    line.awaitBroken();
    assertThat(line.received.stream().map(frames -> frames.get(1))).isEqualTo(MUCH);
  }

  private static void awaitIt(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void what_a_line_said_last_arrives() {
    Client line = ends.line();
    line.ask("here");
    line.line.execute(
        () -> {
          sayMuch(line.line::send);
          line.line.disconnect();
        });
    ends.gone();
    assertThat(ends.received().frames()).containsExactly("here");
    assertThat(ends.owner.received.stream().map(got -> got.frames().get(1))).isEqualTo(MUCH);
    assertThat(line.broken).isEmpty();
  }

  /** More than is on its way at once. */
  private static void sayMuch(Predicate<byte[][]> send) {
    for (String word : MUCH) {
      assertThat(send.test(Ends.frames(Recorder.NO_ANSWER, word, "x".repeat(1_000)))).isTrue();
    }
  }

  @Test
  void a_line_waits_until_somebody_listens() throws Exception {
    int port = freePort();
    try (Client line = new Client("tcp://127.0.0.1:" + port, Recorder.MAX_FRAME)) {
      line.connect();
      assertThat(line.send("early")).isTrue();
      try (Ends later = Ends.at("tcp://127.0.0.1:" + port, System::nanoTime)) {
        assertThat(later.received().frames()).containsExactly("early");
        assertThat(line.answer()).containsExactly("early");
      }
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Test
  void a_line_without_a_connection_sends_nothing() {
    try (Client line = new Client(ends.hub.address(), Recorder.MAX_FRAME)) {
      assertThat(line.send("nobody")).isFalse();
    }
  }

  @Test
  void a_line_is_broken_when_what_answers_is_no_hub() throws Exception {
    try (ServerSocket http = new ServerSocket(0);
        Client line = new Client("tcp://127.0.0.1:" + http.getLocalPort(), Recorder.MAX_FRAME)) {
      line.connect();
      try (Socket accepted = http.accept()) {
        accepted.getOutputStream().write(new byte[] {1, 2, 3});
        accepted.setSoLinger(true, 0);
      }
      line.awaitBroken();
    }
  }

  @Test
  void who_is_evicted_gets_the_last_word_and_then_the_end() {
    Client line = ends.line();
    line.ask("here");
    Peer peer = ends.received().peer();
    ends.hub.execute(
        () -> {
          ends.hub.send(peer, Ends.frames("go away"));
          ends.hub.evict(peer);
          ends.hub.evict(peer);
        });
    assertThat(line.answer()).containsExactly("go away");
    line.awaitBroken();
    assertThat(ends.gone()).isSameAs(peer);
    assertThat(ends.owner.gone).isEmpty();
    line.connect();
    assertThat(line.ask("back")).containsExactly("back");
  }

  @Test
  void of_who_is_evicted_nothing_is_received() throws Exception {
    try (RawPeer peer = RawPeer.connect(ends.hub.address())) {
      peer.handshake();
      peer.message(Recorder.NO_ANSWER);
      Recorder.Got got = ends.received();
      ends.onHub(
          () -> {
            ends.hub.evict(got.peer());
            return true;
          });
      peer.message("too late");
      assertThat(peer.isEndedByTheHub()).isTrue();
      ends.gone();
      assertThat(ends.owner.received).isEmpty();
    }
  }

  @Test
  void who_names_itself_is_not_received() throws Exception {
    try (RawPeer peer = RawPeer.connect(ends.hub.address())) {
      peer.handshake("\0abcd");
      peer.message("I am another");
      assertThat(peer.isEndedByTheHub()).isTrue();
    }
    assertThat(ends.line().ask("nameless")).containsExactly("nameless");
    assertThat(ends.received().frames()).containsExactly("nameless");
  }

  @Test
  void who_claims_to_come_from_elsewhere_is_not_received_and_harms_nobody() throws Exception {
    Client line = ends.line();
    line.ask("here");
    Peer ours = ends.received().peer();
    ends.hub.execute(() -> ends.hub.accept(ours));
    try (RawPeer liar = RawPeer.connect(ends.hub.address())) {
      liar.handshake("", "Peer-Address", ours.address(), "User-Id", "admin");
      liar.message("it is me");
      assertThat(line.ask("still me")).containsExactly("still me");
      later.set(Duration.ofSeconds(11).toNanos());
      assertThat(liar.isEndedByTheHub()).isTrue();
    }
    assertThat(line.ask("still me")).containsExactly("still me");
    assertThat(ends.owner.received).allMatch(got -> got.frames().contains("still me"));
  }

  @Test
  void without_keys_nobody_has_proved_who_it_is() throws Exception {
    try (RawPeer peer = RawPeer.connect(ends.hub.address())) {
      peer.handshake("", "User-Id", "admin");
      peer.message("I am admin");
      assertThat(ends.received().peer().userId()).isNull();
    }
  }

  @Test
  void who_is_not_accepted_within_ten_seconds_is_ended() throws Exception {
    Client accepted = ends.line();
    accepted.ask("one of us");
    Peer ours = ends.received().peer();
    ends.hub.execute(() -> ends.hub.accept(ours));
    try (RawPeer idle = RawPeer.connect(ends.hub.address());
        RawPeer greeted = RawPeer.connect(ends.hub.address());
        RawPeer talks = RawPeer.connect(ends.hub.address())) {
      greeted.send(RawPeer.greeting("NULL"));
      talks.handshake();
      talks.message(Recorder.NO_ANSWER);
      ends.received();
      later.set(Duration.ofSeconds(11).toNanos());
      assertThat(talks.isEndedByTheHub()).isTrue();
      assertThat(greeted.isEndedByTheHub()).isTrue();
      assertThat(idle.isEndedByTheHub()).isTrue();
    }
    assertThat(accepted.ask("still here")).containsExactly("still here");
  }

  @Test
  void fresh_connections_are_made_at_once() {
    for (int i = 0; i < 150; i++) {
      long before = System.nanoTime();
      try (Client line = ends.line()) {
        line.ask("hello");
      }
      Duration took = Duration.ofNanos(System.nanoTime() - before);
      assertThat(took).as("connection %s", i).isLessThan(Duration.ofSeconds(2));
    }
  }
}
