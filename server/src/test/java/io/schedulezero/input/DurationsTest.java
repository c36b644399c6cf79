package io.schedulezero.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DurationsTest {
  @ParameterizedTest
  @CsvSource({
    "250ms,PT0.25S",
    "10s,PT10S",
    "5m,PT5M",
    "90s,PT1M30S",
    "1h,PT1H",
    "2d,PT48H",
    "0s,PT0S",
    "PT0.0001S,PT0.0001S"
  })
  void what_is_written_is_read_and_written_again(String text, Duration duration) {
    assertThat(Durations.parse(text)).isEqualTo(duration);
    assertThat(Durations.format(duration)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "10",
        "s",
        "-1s",
        "1.5s",
        "10 s",
        "1w",
        "PT-5S",
        "10001d",
        "999999999999999d",
        "P1000000000D"
      })
  void anything_else_is_refused(String text) {
    assertThatThrownBy(() -> Durations.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void the_near_name_is_meant_and_a_far_one_is_not() {
    assertThat(Nearest.to("handlr", java.util.List.of("handler", "args"))).contains("handler");
    assertThat(Nearest.to("ARGS", java.util.List.of("handler", "args"))).contains("args");
    assertThat(Nearest.to("something", java.util.List.of("handler", "args"))).isEmpty();
    assertThat(Nearest.hint("something", java.util.List.of("b", "a")))
        .isEqualTo("; known are a, b");
  }
}
