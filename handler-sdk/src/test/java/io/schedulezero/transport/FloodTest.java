package io.schedulezero.transport;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.schedulezero.transport.Ends.Client;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Many connections that want nothing, while a worker is at work. */
final class FloodTest {
  /** So large that a few hundred of them do not fit into the memory of the tests. */
  private static final int LARGE = 8 * 1024 * 1024;

  private static final int MANY = 400;

  private final AtomicLong later = new AtomicLong();
  private final Ends ends =
      new Ends(
          new HubOptions(
              "tcp://127.0.0.1:*", LARGE, Recorder::thread, () -> System.nanoTime() + later.get()));

  private final List<RawPeer> flood = new ArrayList<>();

  @AfterEach
  void close() throws IOException {
    for (RawPeer peer : flood) {
      peer.close();
    }
    ends.close();
  }

  private Client acceptedLine() {
    Client line = ends.line();
    line.ask("one of us");
    Peer peer = ends.received().peer();
    ends.hub.execute(() -> ends.hub.accept(peer));
    return line;
  }

  private void flood(byte[]... sent) throws IOException {
    Client line = acceptedLine();
    for (int i = 0; i < MANY; i++) {
      RawPeer peer = RawPeer.connect(ends.hub.address());
      peer.socket.setSoTimeout(1_200);
      flood.add(peer);
      try {
        peer.send(sent);
      } catch (IOException e) {
        assertThat(e).hasMessageMatching("Broken pipe|Connection reset.*"); // turned away
      }
      if (i % 50 == 0) {
        assertThat(line.ask("still here")).containsExactly("still here");
      }
    }
    await().atMost(30, SECONDS).until(this::allAreEndedInTime);
    assertThat(line.ask("still here")).containsExactly("still here");
    assertThat(acceptedLine().broken).isEmpty();
    assertThat(ends.hub.health()).isEqualTo("ok");
  }

  /** Some may have to be let in first. */
  private boolean allAreEndedInTime() {
    later.addAndGet(Duration.ofSeconds(11).toNanos());
    return flood.stream().allMatch(RawPeer::isEndedByTheHub);
  }

  @Test
  void connections_that_say_nothing_are_ended() throws IOException {
    flood();
  }

  @Test
  void connections_that_only_greet_are_ended() throws IOException {
    flood(RawPeer.greeting("NULL"));
  }

  @Test
  void connections_that_announce_much_are_ended() throws IOException {
    flood(RawPeer.greeting("NULL"), RawPeer.longHeader(0, LARGE));
  }
}
