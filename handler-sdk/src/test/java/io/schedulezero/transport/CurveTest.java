package io.schedulezero.transport;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.schedulezero.transport.Ends.Client;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import zmq.io.Metadata;

final class CurveTest {
  private final Keys server = Keys.create();
  private final Keys worker = Keys.create();
  private final Map<String, String> admitted =
      new ConcurrentHashMap<>(Map.of(worker.publicKey(), "mailer"));
  private final Ends ends = Ends.guarded(server, this::admit);

  private Optional<String> admit(String key, String host) {
    assertThat(host).isEqualTo("127.0.0.1");
    return Optional.ofNullable(admitted.get(key));
  }

  @AfterEach
  void close() {
    ends.close();
  }

  private LineKeys keysOf(Keys own) {
    return new LineKeys(own, server.publicKey());
  }

  private Client known() {
    return ends.line(keysOf(worker));
  }

  private void nothingIsHeardOf(Client stranger) {
    stranger.send("hello");
    assertThat(known().ask("known")).containsExactly("known");
    assertThat(ends.received().frames()).containsExactly("known");
    assertThat(ends.owner.received).isEmpty();
    assertThat(stranger.received).isEmpty();
  }

  @Test
  void who_is_admitted_is_heard_and_known() {
    assertThat(known().ask("header", "{}", "")).containsExactly("header", "{}", "");
    assertThat(ends.received().peer().userId()).isEqualTo("mailer");
    assertThat(ends.hub.health()).isEqualTo("ok");
  }

  @Test
  void the_largest_frame_is_as_large_as_without_keys() {
    String most = "x".repeat(Recorder.MAX_FRAME);
    assertThat(known().ask(most, most)).containsExactly(most, most);
  }

  @Test
  void who_is_not_admitted_is_not_heard() {
    Client stranger = ends.line(keysOf(Keys.create()));
    nothingIsHeardOf(stranger);
    stranger.awaitBroken();
  }

  @Test
  void who_takes_the_server_for_another_is_not_heard() {
    nothingIsHeardOf(ends.line(new LineKeys(worker, Keys.create().publicKey())));
  }

  @Test
  void who_speaks_in_the_clear_is_not_heard() {
    nothingIsHeardOf(ends.line());
  }

  @Test
  void a_line_with_keys_does_not_speak_in_the_clear() {
    try (Ends clear = Ends.start()) {
      Client line = clear.line(keysOf(worker));
      line.send("secret");
      line.awaitBroken();
      assertThat(clear.owner.received).isEmpty();
    }
  }

  @Test
  void who_is_admitted_later_gets_in_with_a_new_connection() {
    Keys later = Keys.create();
    Client line = ends.line(keysOf(later));
    line.awaitBroken();
    admitted.put(later.publicKey(), "late");
    line.connect();
    assertThat(line.ask("now")).containsExactly("now");
  }

  @Test
  void who_is_not_admitted_any_more_is_ended_within_two_seconds() {
    Client line = known();
    line.ask("hello");
    Peer peer = ends.received().peer();
    Client other = ends.line(keysOf(other()));
    other.ask("hello");
    admitted.remove(worker.publicKey());
    long before = System.nanoTime();
    assertThat(ends.gone()).isSameAs(peer);
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(2));
    line.awaitBroken();
    assertThat(other.ask("still here")).containsExactly("still here");
  }

  private Keys other() {
    Keys other = Keys.create();
    admitted.put(other.publicKey(), "other");
    return other;
  }

  @Test
  void who_has_become_another_is_ended() {
    Client line = known();
    line.ask("hello");
    admitted.put(worker.publicKey(), "somebody else");
    line.awaitBroken();
  }

  @Test
  void without_the_thread_that_checks_keys_nobody_new_is_heard() {
    Client before = known();
    before.ask("hello");
    ends.received();
    Objects.requireNonNull(ends.hub.authenticator()).close();
    Client after = known();
    after.send("hello?");
    Client stranger = ends.line(keysOf(Keys.create()));
    stranger.send("hello?");
    after.awaitBroken();
    stranger.awaitBroken();
    assertThat(ends.owner.received).isEmpty();
    assertThat(before.ask("still here")).containsExactly("still here");
    assertThat(ends.hub.health())
        .isEqualTo("the thread that checks keys has ended: nobody new can connect");
  }

  @Test
  void an_admission_that_fails_admits_nobody() {
    Ends failing =
        Ends.guarded(
            server,
            (key, host) -> {
              throw new IllegalStateException("told to fail");
            });
    try (failing) {
      Client line = failing.line(keysOf(worker));
      line.send("hello?");
      line.awaitBroken();
      assertThat(failing.owner.received).isEmpty();
      assertThat(failing.hub.health()).isEqualTo("ok");
    }
  }

  @Test
  void a_name_that_a_peer_gives_itself_is_not_believed() {
    Connections nobody = new Connections(new Door(1), System::nanoTime);
    Peers peers = new Peers(nobody, ends.hub.authenticator());
    Metadata metadata = new Metadata();
    metadata.put("Peer-Address", "127.0.0.1:40000");
    assertThat(peers.sender(new byte[] {0, 0, 0, 0, 1}, metadata)).isNull();
    Metadata named = new Metadata();
    named.put("Peer-Address", "127.0.0.1:40001");
    named.put("User-Id", "mailer");
    assertThat(peers.sender(new byte[] {0, 0, 0, 0, 2}, named)).isNull();
  }

  @Test
  void a_stalled_reader_gets_every_message_as_it_was_sent() throws Exception {
    Client line = known();
    line.ask("hello");
    ends.received();
    CountDownLatch stalled = new CountDownLatch(1);
    ends.hub.execute(
        () -> {
          try {
            stalled.await();
          } catch (InterruptedException e) {
            throw new AssertionError(e);
          }
        });
    List<String> sent = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      String text = "message " + i;
      sent.add(text);
      if (!line.send(Recorder.NO_ANSWER, text)) {
        await().atMost(10, SECONDS).until(() -> line.send(Recorder.NO_ANSWER, text));
      }
    }
    stalled.countDown();
    List<String> received = new ArrayList<>();
    for (int i = 0; i < sent.size(); i++) {
      received.add(ends.received().frames().get(1));
    }
    assertThat(received).isEqualTo(sent);
  }

  @Test
  void with_keys_a_hub_may_be_reached_from_everywhere() {
    try (Ends everywhere = Ends.guarded("tcp://*:*", server, this::admit)) {
      assertThat(everywhere.hub.address()).matches("tcp://0\\.0\\.0\\.0:\\d+");
      String here = everywhere.hub.address().replace("0.0.0.0", "localhost");
      try (Client line = new Client(here, Recorder.MAX_FRAME, keysOf(worker))) {
        line.connect();
        assertThat(line.ask("hello")).containsExactly("hello");
      }
    }
  }

  @Test
  void with_keys_too_what_cannot_be_listened_at_is_refused() {
    assertThatThrownBy(() -> Ends.guarded(ends.hub.address(), server, this::admit))
        .isInstanceOf(AddressRefused.class)
        .hasMessageContaining("Address already in use");
    assertThatThrownBy(() -> Ends.guarded("tcp://nowhere.invalid:5555", server, this::admit))
        .isInstanceOf(AddressRefused.class)
        .hasMessage("cannot listen at tcp://nowhere.invalid:5555: nobody knows its host");
  }

  @Test
  void a_line_to_a_host_that_nobody_knows_is_broken() {
    try (Client line =
        new Client("tcp://nowhere.invalid:5555", Recorder.MAX_FRAME, keysOf(worker))) {
      line.connect();
      line.awaitBroken();
    }
  }
}
