package io.schedulezero.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulezero.transport.Ends.Client;
import io.schedulezero.transport.HostileBytesTest.Case;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class HostileBytesWithKeysTest {
  private static final byte[] GREETING = RawPeer.greeting("CURVE");
  private final Keys server = Keys.create();
  private final Keys worker = Keys.create();
  private final Ends ends =
      Ends.guarded(
          server,
          (key, host) -> key.equals(worker.publicKey()) ? Optional.of("worker") : Optional.empty());

  private final Client legitimate = ends.line(new LineKeys(worker, server.publicKey()));

  @BeforeAll
  void begin() {
    legitimate.ask("hello");
    Peer peer = ends.received().peer();
    ends.hub.execute(() -> ends.hub.accept(peer));
  }

  @AfterAll
  void close() {
    ends.close();
  }

  static Stream<Case> cases() {
    byte[] hello = new byte[200];
    new Random(1).nextBytes(hello);
    System.arraycopy("\5HELLO\1\0".getBytes(StandardCharsets.US_ASCII), 0, hello, 0, 8);
    return Stream.concat(
        HostileBytesTest.cases().filter(each -> !each.afterHandshake()),
        Stream.of(
            new Case("a HELLO of chance", false, GREETING, HostileBytesTest.command(hello)),
            new Case(
                "a HELLO and then frames",
                false,
                GREETING,
                HostileBytesTest.command(hello),
                RawPeer.longHeader(0, 5),
                new byte[5]),
            new Case("READY in the clear", false, GREETING, readyInTheClear())));
  }

  private static byte[] readyInTheClear() {
    return HostileBytesTest.command(RawPeer.ready(""));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void workers_are_served_whatever_strangers_send(Case sent) throws Exception {
    for (boolean ours : new boolean[] {false, true}) {
      try (RawPeer stranger = RawPeer.connect(ends.hub.address())) {
        byte[][] bytes = sent.sent().toArray(byte[][]::new);
        if (ours && bytes[0] == HostileBytesTest.GREETING) {
          bytes[0] = GREETING;
        }
        HostileBytesTest.send(stranger, bytes);
        workersAreServed();
      }
    }
  }

  @Test
  void workers_are_served_after_handshakes_with_faults() throws Exception {
    for (int seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      byte[] rest = new byte[random.nextInt(400)];
      random.nextBytes(rest);
      try (RawPeer stranger = RawPeer.connect(ends.hub.address())) {
        HostileBytesTest.send(stranger, GREETING, rest);
      }
    }
    workersAreServed();
  }

  private void workersAreServed() {
    assertThat(legitimate.ask("hello")).containsExactly("hello");
    assertThat(ends.received().frames()).containsExactly("hello");
    assertThat(ends.owner.received).isEmpty();
    assertThat(ends.hub.health()).isEqualTo("ok");
  }
}
