package io.schedulezero.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

class CodecPropertiesTest {
  private static final Pattern VALUE =
      Pattern.compile("(?<=:)(\"([^\"\\\\]|\\\\.)*\"|-?[0-9.eE+-]+|true|false)");
  private static final List<String> ODD =
      List.of(
          "null",
          "-1",
          "0",
          "1e999",
          "9007199254740992",
          "0.5",
          "\"\"",
          "\"\\ud800\"",
          "[]",
          "{}",
          "[[]]",
          "[null]",
          "true",
          "\"succeeded\"",
          "\"0000000000000\"",
          "[{}]",
          "[[1,2]]",
          "[[\"0000000000000\",1]]",
          "{\"\\udc00\":1}",
          "{\"a\":null}",
          "-0",
          "2147483648",
          "");

  private final Codec codec = new Codec(1_000);

  @Provide
  Arbitrary<Kind> kinds() {
    return Arbitraries.of(Kind.values());
  }

  @Property(tries = 4_000)
  void what_is_sent_is_what_comes(@ForAll("kinds") Kind kind, @ForAll long seed) throws BadFrame {
    RandomMessages some = new RandomMessages(seed);
    Message message = some.message(kind);
    Header header = some.header(message);

    byte[][] frames = codec.encode(header, message);

    assertThat(codec.decode(frames)).isEqualTo(new Received.Known(header, message));
  }

  @Property(tries = 4_000)
  void any_bytes_at_all_are_a_value_or_a_bad_frame(@ForAll @Size(max = 4) List<byte[]> frames) {
    assertThat(refusalOf(frames)).isNotBlank();
  }

  @Property(tries = 4_000)
  void any_body_behind_a_good_header_is_a_value_or_a_bad_frame(
      @ForAll("kinds") Kind kind, @ForAll byte[] body) {
    refusalOf(List.of(new Header(kind.type(), 0, 1, 1).toBytes(), body));
  }

  @Property(tries = 10_000)
  void damaged_frames_are_a_value_or_a_bad_frame(@ForAll("kinds") Kind kind, @ForAll long seed)
      throws BadFrame {
    refusalOf(damaged(kind, new Random(seed)));
  }

  @Property(tries = 10_000)
  void odd_values_are_a_value_or_a_bad_frame(@ForAll("kinds") Kind kind, @ForAll long seed)
      throws BadFrame {
    RandomMessages some = new RandomMessages(seed);
    Random random = new Random(seed);
    byte[][] frames = codec.encode(some.message(kind), 1, 1);
    String body = new String(frames[1], StandardCharsets.UTF_8);
    List<MatchResult> values = VALUE.matcher(body).results().toList();
    MatchResult place = values.get(random.nextInt(values.size()));
    frames[1] =
        (body.substring(0, place.start())
                + ODD.get(random.nextInt(ODD.size()))
                + body.substring(place.end()))
            .getBytes(StandardCharsets.UTF_8);
    refusalOf(List.of(frames));
  }

  /**
   * Why it was refused, or nothing. What is understood can be sent again, and is then understood in
   * the same way.
   */
  private String refusalOf(List<byte[]> frames) {
    Received received;
    try {
      received = codec.decode(frames.toArray(byte[][]::new));
    } catch (BadFrame refusal) {
      assertThat(refusal.report().msg()).hasSizeBetween(5, 300).doesNotContainPattern("\\p{Cntrl}");
      assertThat(new FromServer.ProtocolError(refusal.report())).satisfies(this::isSent);
      return refusal.report().msg();
    }
    if (received instanceof Received.Known known) {
      isSent(known.message());
    }
    return "";
  }

  private void isSent(Message message) {
    try {
      Header header = Header.of(message, 1, 1);
      assertThat(codec.decode(codec.encode(header, message)))
          .isEqualTo(new Received.Known(header, message));
    } catch (BadFrame e) {
      throw new AssertionError(message + " cannot be sent", e);
    }
  }

  private List<byte[]> damaged(Kind kind, Random random) throws BadFrame {
    RandomMessages some = new RandomMessages(random.nextLong());
    List<byte[]> frames = new ArrayList<>(List.of(codec.encode(some.message(kind), 1, 1)));
    for (int i = random.nextInt(3); i >= 0; i--) {
      int place = random.nextInt(frames.size());
      switch (random.nextInt(12)) {
        case 0 -> frames.add(place, frames.get(random.nextInt(frames.size())));
        case 1 -> {
          if (frames.size() > 1) {
            frames.remove(place);
          }
        }
        default -> frames.set(place, damaged(frames.get(place), random));
      }
    }
    return frames;
  }

  private static byte[] damaged(byte[] frame, Random random) {
    String bytes = new String(frame, StandardCharsets.ISO_8859_1);
    int from = random.nextInt(bytes.length() + 1);
    int to = Math.min(bytes.length(), from + random.nextInt(3));
    String other =
        switch (random.nextInt(3)) {
          case 0 -> "";
          case 1 -> String.valueOf((char) random.nextInt(256));
          default -> String.valueOf("{}[]\",:\\0-9e.tn\u0000".charAt(random.nextInt(16)));
        };
    return (bytes.substring(0, from) + other + bytes.substring(to))
        .getBytes(StandardCharsets.ISO_8859_1);
  }
}
