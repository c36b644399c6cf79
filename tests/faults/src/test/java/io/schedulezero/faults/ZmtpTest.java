package io.schedulezero.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulezero.wire.Codec;
import io.schedulezero.wire.FromServer;
import io.schedulezero.wire.Kind;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("short")
final class ZmtpTest {
  private static byte[] greeting() {
    byte[] greeting = new byte[64];
    greeting[0] = (byte) 0xFF;
    return greeting;
  }

  private static byte[] command() {
    return new byte[] {0x04, 3, 2, 'O', 'K'};
  }

  private static byte[] message(byte[]... frames) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int i = 0; i < frames.length; i++) {
      int more = i < frames.length - 1 ? 1 : 0;
      if (frames[i].length < 256) {
        out.write(more);
        out.write(frames[i].length);
      } else {
        out.write(more | 2);
        out.writeBytes(ByteBuffer.allocate(8).putLong(frames[i].length).array());
      }
      out.writeBytes(frames[i]);
    }
    return out.toByteArray();
  }

  private static byte[] drain(String reason) throws Exception {
    return message(new Codec(0).encode(new FromServer.Drain(5, reason), 7, 1));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 10, 64, 65, 1_000, 100_000})
  void messages_are_found_however_the_bytes_come(int size) throws Exception {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : List.of(greeting(), command(), drain("short"), drain("x".repeat(2_000)))) {
      all.writeBytes(part);
    }
    all.writeBytes(message("other".getBytes(StandardCharsets.UTF_8)));

    Zmtp zmtp = new Zmtp();
    List<Seen> seen = new ArrayList<>();
    ByteBuffer bytes = ByteBuffer.wrap(all.toByteArray());
    while (bytes.hasRemaining()) {
      byte[] piece = new byte[Math.min(size, bytes.remaining())];
      bytes.get(piece);
      seen.addAll(zmtp.feed(piece));
    }

    ByteArrayOutputStream carried = new ByteArrayOutputStream();
    seen.forEach(one -> carried.writeBytes(one.bytes()));
    assertThat(carried.toByteArray()).isEqualTo(all.toByteArray());
    assertThat(seen.stream().map(Seen::kind).flatMap(Optional::stream))
        .containsExactly(Kind.DRAIN, Kind.DRAIN);
  }

  @Test
  void what_is_not_whole_waits() throws Exception {
    Zmtp zmtp = new Zmtp();
    byte[] message = drain("r");
    byte[] almost = new byte[64 + message.length - 1];
    System.arraycopy(message, 0, almost, 64, message.length - 1);

    assertThat(zmtp.feed(almost)).hasSize(1);
    assertThat(zmtp.feed(new byte[] {message[message.length - 1]})).hasSize(1);
  }
}
