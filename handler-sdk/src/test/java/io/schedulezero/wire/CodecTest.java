package io.schedulezero.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CodecTest {
  private static final String RUN = "0c4s9e2k7xw3m";
  private static final FromServer.Drain DRAIN = new FromServer.Drain(5, "r");

  private final Codec codec = new Codec(Codec.DEFAULT_MAX_PAYLOAD);

  private BadFrame refusal(byte[]... frames) {
    BadFrame refusal = catchThrowableOfType(BadFrame.class, () -> codec.decode(frames));
    assertThat(refusal).isNotNull();
    return refusal;
  }

  private BadFrame refusal(Kind kind, String body) {
    return refusal(
        new Header(kind.type(), 0, 7, 9).toBytes(), body.getBytes(StandardCharsets.UTF_8));
  }

  private static FromServer.Run run(String args) {
    return new FromServer.Run(
        RUN, 1, 42, "noop", null, Instant.EPOCH, null, 30_000, null, 5, null, args, null);
  }

  @Test
  void the_header_of_a_first_message_is_as_in_the_description() throws BadFrame {
    byte[] header = codec.encode(DRAIN, 0x1122334455667788L, 2)[0];
    assertThat(header).asHexString().isEqualTo("535A57014600000011223344556677880000000000000002");
  }

  @Test
  void a_refusal_names_the_message_that_it_refuses() {
    ErrorReport report = refusal(Kind.CANCEL, "{}").report();
    assertThat(report.ref()).isEqualTo(new ErrorReport.Ref(0x44, 9));
    assertThat(report.fatal()).isFalse();
  }

  @Test
  void a_refusal_of_another_version_says_which_is_spoken_and_ends_the_session() {
    ErrorReport report = refusal(new byte[] {'S', 'Z', 'W', 2, 0}).report();
    assertThat(report.code()).isEqualTo(ErrorCode.BAD_VERSION);
    assertThat(report.versions()).isEqualTo(new Versions(1, 1));
    assertThat(report.fatal()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"run\":5}; run is 5; it must be a text",
        "{}; run is missing",
        "{\"run\":\"0c4s9e2k7xw3m\",\"fence\":\"\\n\"}; fence is \"\uFFFD\"; it must be a whole number",
        "{\"run\":\"0c4s9e2k7xw3m\",\"fence\":1,\"mode\":\"firm\"}; mode is \"firm\"; it must be one of soft, hard",
        "{\"run\":[1,2]}; run is an array of 2; it must be a text",
        "{\"run\":{}}; run is an object; it must be a text",
        "{\"run\":null}; run is null; it must be a text",
        "{\"a\":1,\"a\":2}; key \"a\" is there twice",
        "[]; the body is not a JSON object",
        "{\"a\":9007199254740992}; the number \"9007199254740992\" is not below 2^53",
        "{\"a\"; the body is not valid JSON: Unexpected end-of-input within/between Object entries, line 1 column 5"
      })
  void a_refusal_says_what_is_there_and_what_may_be(String bodyAndMessage) {
    String[] parts = bodyAndMessage.split("; ", 2);
    assertThat(refusal(Kind.CANCEL, parts[0])).hasMessageStartingWith(parts[1]);
  }

  @Test
  void a_refusal_shows_no_half_of_a_character_and_nothing_that_moves_a_cursor() {
    assertThat(refusal(Kind.SERVER_BYE, "{\"code\":\"a" + "😀".repeat(30) + "\"}"))
        .hasMessageContaining("😀…\"; it must be");
    assertThat(refusal(Kind.SERVER_BYE, "{\"code\":\"" + "😀".repeat(30) + "\"}"))
        .hasMessageContaining("😀\uFFFD…\"; it must be");
    assertThat(refusal(Kind.SERVER_BYE, "{\"code\":\"\\😀\"}"))
        .hasMessageContaining("Unrecognized character escape '\uFFFD'");
    assertThat(refusal(Kind.HEARTBEAT, "{\"n\":1,\"credit\":1,\"load\":{\"\\u001b\":1e999}}"))
        .hasMessage("load \"\uFFFD\" is not finite");
  }

  @Test
  void a_refusal_is_short_whatever_is_refused() {
    assertThat(refusal(Kind.DRAIN, "{\"reason\":" + "n".repeat(60_000)).report().msg())
        .hasSizeLessThan(300);
    assertThat(refusal(Kind.DRAIN, "{\"reason\":" + "9".repeat(60_000)).report().msg())
        .hasSizeLessThan(100);
  }

  @Test
  void a_message_and_a_header_of_another_are_a_mistake_of_the_caller() {
    Header header = Header.of(run("{}"), 1, 1);
    assertThatThrownBy(() -> codec.encode(header, DRAIN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("DRAIN");
  }

  @Test
  void what_is_too_large_is_not_sent() {
    FromServer.Drain wordy = new FromServer.Drain(5, "r".repeat(Codec.MAX_BODY));
    assertThatThrownBy(() -> codec.encode(wordy, 1, 1))
        .isInstanceOfSatisfying(
            BadFrame.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TOO_LARGE));

    FromWorker.Log log = new FromWorker.Log(RUN, 42, 0, 1, 0, Payload.json("[]\n"));
    assertThatThrownBy(() -> new Codec(2).encode(log, 1, 1))
        .isInstanceOfSatisfying(
            BadFrame.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TOO_LARGE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{",
        "{}{}",
        "{\"a\":1,\"a\":1}",
        "{\"id\":9007199254740993}",
        "{'a':1}"
      })
  void arguments_that_no_body_may_hold_are_not_sent(String args) {
    assertThatThrownBy(() -> codec.encode(run(args), 1, 1))
        .isInstanceOf(BadFrame.class)
        .hasMessageStartingWith("a RUN cannot be sent: ");
  }

  @Test
  void half_a_surrogate_pair_is_sent_as_a_question_mark() throws BadFrame {
    Received received = codec.decode(codec.encode(new FromServer.Drain(5, "a\uD83Db"), 1, 1));
    assertThat(((Received.Known) received).message()).isEqualTo(new FromServer.Drain(5, "a?b"));
  }

  @Test
  void what_is_too_large_is_refused_unread() {
    byte[] header = new Header(Kind.LOG.type(), Header.HAS_PAYLOAD, 1, 1).toBytes();
    byte[] body = "{\"ct\":\"a/b\",\"len\":20000000}".getBytes(StandardCharsets.UTF_8);
    byte[] large = new byte[20_000_000];
    assertThat(allocatedByRefusing(header, large, body)).isLessThan(100_000);
    assertThat(allocatedByRefusing(header, body, large)).isLessThan(100_000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"[],", "{},", "1,", "\"\",", "[[[[[[[[]]]]]]]],", "1e1,", "null,", "{\"a\":{}},"})
  void the_worst_body_takes_a_bounded_memory(String item) {
    String items = item.repeat((Codec.MAX_BODY - 20) / item.length());
    String body = "{\"a\":[" + items + "0]}";
    byte[] header = new Header(Kind.DRAIN.type(), 0, 1, 1).toBytes();
    assertThat(allocatedByRefusing(header, body.getBytes(StandardCharsets.UTF_8)))
        .isLessThan(8_000_000);
  }

  private long allocatedByRefusing(byte[]... frames) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    refusal(frames);
    return threads.getCurrentThreadAllocatedBytes() - before;
  }

  @Test
  void what_a_message_is_made_of_cannot_change_afterwards() {
    List<Held> held = new java.util.ArrayList<>(List.of(new Held(RUN, 42)));
    FromWorker.Bye bye = new FromWorker.Bye(ErrorCode.DRAINING, held);
    held.clear();
    assertThat(bye.released()).hasSize(1);
  }
}
