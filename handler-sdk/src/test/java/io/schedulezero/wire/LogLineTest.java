package io.schedulezero.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LogLineTest {
  private static Payload payload(String text) {
    return new Payload(LogLine.CONTENT_TYPE, text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void lines_are_read_as_they_were_written() {
    List<LogLine> lines =
        List.of(
            new LogLine(0, "INFO", "first\nwith \"two\" lines"), new LogLine(1250, "WARN", "é 😀"));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    lines.forEach(line -> bytes.writeBytes(line.toBytes()));

    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .startsWith("{\"ms\":0,\"level\":\"INFO\",\"text\":\"first\\nwith \\\"two\\\" lines\"}\n");
    assertThat(LogLine.read(payload(bytes.toString(StandardCharsets.UTF_8)))).isEqualTo(lines);
    assertThat(LogLine.read(payload(""))).isEmpty();
  }

  @Test
  void what_is_no_line_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LogLine.read(payload("{\"ms\":1,\"level\":\"LOUD\",\"text\":\"\"}")))
        .withMessage("level is \"LOUD\"; it must be TRACE, DEBUG, INFO, WARN or ERROR");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LogLine.read(payload("{\"ms\":-1,\"level\":\"INFO\",\"text\":\"\"}")))
        .withMessageContaining("ms is -1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LogLine.read(payload("not json\n")))
        .withMessageContaining("a line is not");
  }
}
