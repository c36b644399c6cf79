package io.schedulezero.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LengthsTest {
  @ParameterizedTest
  @CsvSource({"250ms,PT0.25S", "10s,PT10S", "5m,PT5M", "1h,PT1H", "2d,P2D", "PT1M30S,PT1M30S"})
  void both_forms_are_read(String text, Duration length) {
    assertThat(Lengths.read("--every", text)).isEqualTo(length);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "10", "-5s", "PT-5S", "5 m", "999999999999d", "1w", "10001d"})
  void anything_else_is_refused_with_what_is_allowed(String text) {
    assertThatThrownBy(() -> Lengths.read("--every", text))
        .hasMessage(
            "--every: \""
                + text
                + "\" is no duration; allowed are 250ms, 10s, 5m, 1h, 2d, or PT1M30S; at most 10000d.");
  }
}
