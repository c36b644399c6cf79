package io.schedulezero.transport;

import static io.schedulezero.transport.RawPeer.COMMAND;
import static io.schedulezero.transport.RawPeer.greeting;
import static io.schedulezero.transport.RawPeer.longHeader;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.schedulezero.transport.Ends.Client;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** After all that a stranger can send, workers are served and the owner has heard nothing of it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class HostileBytesTest {
  static final byte[] GREETING = greeting("NULL");
  private static final byte[] ZMTP_2 = hex("ff00000000000000017f0105");
  private final Ends ends = Ends.start();
  private final Client legitimate = ends.line();

  record Case(String name, boolean afterHandshake, List<byte[]> sent) {
    Case(String name, boolean afterHandshake, byte[]... sent) {
      this(name, afterHandshake, List.of(sent));
    }

    @Override
    public String toString() {
      return name;
    }
  }

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

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }

  private static byte[] text(String text) {
    return text.getBytes(ISO_8859_1);
  }

  private static byte[] random(long seed, int length) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  static byte[] command(byte[] body) {
    byte[] frame = new byte[9 + body.length];
    System.arraycopy(longHeader(COMMAND, body.length), 0, frame, 0, 9);
    System.arraycopy(body, 0, frame, 9, body.length);
    return frame;
  }

  static Stream<Case> cases() {
    return Stream.of(lengths(), otherProtocols(), halves(), handshakes(), commands())
        .flatMap(each -> each);
  }

  private static Stream<Case> lengths() {
    long[] lengths = {
      -1,
      Long.MIN_VALUE + 100_000,
      Integer.MAX_VALUE,
      0xFFFFFFFF7FFFFFFFL,
      0xFFFFFFFF00000010L,
      0xFFFFFFFF00200000L,
      0x80000000L,
      1_500_000_000,
      Long.MAX_VALUE,
      Recorder.MAX_FRAME + 1000
    };
    return IntStream.range(0, lengths.length)
        .boxed()
        .flatMap(
            i -> {
              String name = "a length of 0x" + Long.toHexString(lengths[i]);
              byte[] claim = longHeader(0, lengths[i]);
              byte[] junk = random(i, 2_000);
              return Stream.of(
                  new Case(name + ", in a command", false, GREETING, longHeader(4, lengths[i])),
                  new Case(name + ", greeted", false, GREETING, claim, junk),
                  new Case(name + ", in version 2", false, ZMTP_2, claim, junk),
                  new Case(name + ", after the handshake", true, claim));
            });
  }

  static Stream<Case> otherProtocols() {
    return Stream.of(
        new Case("HTTP GET", false, text("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")),
        new Case(
            "HTTP POST",
            false,
            text("POST /api/runs HTTP/1.1\r\nHost: x\r\nContent-Length: 900\r\n\r\n"),
            text("{\"handler\":\"x\"}".repeat(60))),
        new Case(
            "TLS hello",
            false,
            hex("16030100c8010000c40303"),
            random(1, 32),
            hex("20"),
            random(2, 180)),
        new Case("SSH", false, text("SSH-2.0-OpenSSH_9.6\r\n"), random(3, 1_000)),
        new Case("Redis", false, text("*1\r\n$4\r\nPING\r\n")),
        new Case("SMTP", false, text("EHLO there\r\nMAIL FROM:<a@b>\r\n")),
        new Case("version 1, as it should be", false, hex("01000568656c6c6f0005"), text("hello")),
        new Case("version 1, of 2 GB", false, hex("ff000000007ffffffe00"), random(4, 100)),
        new Case("version 1, of -1", false, hex("ffffffffffffffffff00"), random(4, 100)),
        new Case("version 2, as it should be", false, ZMTP_2, hex("0000000568656c6c6f")),
        new Case("zeros", false, new byte[4_096]),
        new Case("ones", false, text("\u00ff".repeat(65_536))));
  }

  private static Stream<Case> halves() {
    return IntStream.of(1, 9, 10, 11, 12, 63, 64)
        .mapToObj(
            n ->
                new Case(
                    "a greeting of " + n + " bytes", false, java.util.Arrays.copyOf(GREETING, n)));
  }

  private static Stream<Case> handshakes() {
    byte[] future = GREETING.clone();
    future[10] = 99;
    return Stream.of(
        new Case("another mechanism, CURVE", false, greeting("CURVE"), random(5, 200)),
        new Case("another mechanism, PLAIN", false, greeting("PLAIN"), text("\5HELLO\1a\1b")),
        new Case("another mechanism, XYZZY", false, greeting("XYZZY")),
        new Case("a version to come", false, future, longHeader(0, -1)),
        new Case("a message instead of a handshake", false, GREETING, hex("000568656c6c6f")),
        new Case("no command", false, GREETING, command(new byte[0])),
        new Case("an unknown command", false, GREETING, command(text("\5HELLO"))),
        new Case("READY alone", false, GREETING, command(text("\5READY")), longHeader(0, -1)),
        new Case(
            "READY with a name beyond the end", false, GREETING, command(text("\5READY\u00c8So"))),
        new Case(
            "READY with a value beyond the end",
            false,
            GREETING,
            command(text("\5READY\13Socket-Type\0\0\0\u00c8DEALER"))),
        new Case(
            "READY with a value of -1",
            false,
            GREETING,
            command(text("\5READY\13Socket-Type\u00ff\u00ff\u00ff\u00ffDEALER"))),
        new Case(
            "READY with a value of 2 GB",
            false,
            GREETING,
            command(text("\5READY\13Socket-Type\177\u00ff\u00ff\u00ffDEALER"))),
        new Case(
            "READY of who may not speak",
            false,
            GREETING,
            command(text("\5READY\13Socket-Type\0\0\0\3PUB")),
            hex("000568656c6c6f")),
        new Case("ERROR", false, GREETING, command(text("\5ERROR\u00c8why"))),
        new Case("ERROR cut off", false, GREETING, command(text("\5ERROR"))));
  }

  private static Stream<Case> commands() {
    byte[] more = new byte[2_000];
    for (int i = 0; i < more.length; i += 2) {
      more[i] = RawPeer.MORE;
    }
    return Stream.of(
        new Case("a PING that is too short", true, command(text("\4PING"))),
        new Case("a PING of one byte of time", true, command(text("\4PING\0"))),
        new Case("a PING with much to say", true, command(text("\4PING\0\0" + "x".repeat(5_000)))),
        new Case("a PING that ends the connection soon", true, command(text("\4PING\0\1"))),
        new Case("a PONG without a PING", true, command(text("\4PONG"))),
        new Case("an empty command", true, command(new byte[0])),
        new Case("READY once more", true, command(RawPeer.ready(""))),
        new Case("SUBSCRIBE", true, command(text("\11SUBSCRIBEx"))),
        new Case("1000 frames of a message that never ends", true, more));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void workers_are_served_whatever_strangers_send(Case sent) throws Exception {
    RawPeer stranger = RawPeer.connect(ends.hub.address());
    if (sent.afterHandshake) {
      stranger.handshake();
    }
    send(stranger, sent.sent.toArray(byte[][]::new));
    workersAreServed();
    stranger.close();
    workersAreServed();
  }

  @ParameterizedTest
  @MethodSource("otherProtocols")
  void who_speaks_another_protocol_is_ended_at_once(Case sent) throws Exception {
    try (RawPeer stranger = RawPeer.connect(ends.hub.address())) {
      stranger.socket.setSoTimeout(5_000);
      send(stranger, sent.sent.toArray(byte[][]::new));
      assertThat(stranger.isEndedByTheHub()).isTrue();
    }
  }

  static void send(RawPeer stranger, byte[]... sent) {
    try {
      for (byte[] each : sent) {
        stranger.send(each);
      }
    } catch (IOException e) {
      assertThat(e).hasMessageMatching("Broken pipe|Connection reset.*"); // the hub had enough
    }
  }

  private void workersAreServed() {
    long before = System.nanoTime();
    assertThat(legitimate.ask("hello")).containsExactly("hello");
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(1));
    try (Client fresh = ends.line()) {
      assertThat(fresh.ask("hello")).containsExactly("hello");
    }
    List<Recorder.Got> all = new ArrayList<>();
    ends.owner.received.drainTo(all);
    assertThat(all).hasSize(2).allSatisfy(got -> assertThat(got.frames()).containsExactly("hello"));
    assertThat(ends.hub.health()).isEqualTo("ok");
  }

  @Test
  void workers_are_served_after_bytes_of_chance() throws Exception {
    for (int seed = 0; seed < 200; seed++) {
      try (RawPeer stranger = RawPeer.connect(ends.hub.address())) {
        send(stranger, random(seed, 1 + seed * 7));
      }
    }
    workersAreServed();
  }

  @Test
  void workers_are_served_after_handshakes_with_faults() throws Exception {
    for (int seed = 0; seed < 500; seed++) {
      Random random = new Random(seed);
      byte[] greeting = GREETING.clone();
      byte[] ready = command(RawPeer.ready(""));
      for (int i = random.nextInt(4); i >= 0; i--) {
        byte[] changed = random.nextInt(3) == 0 ? greeting : ready;
        changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
      }
      try (RawPeer stranger = RawPeer.connect(ends.hub.address())) {
        send(stranger, greeting, ready, longHeader(0, -1 - random.nextInt(1 << 30)));
      }
    }
    workersAreServed();
  }
}
