package io.schedulezero.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {
  @ParameterizedTest
  @CsvSource({
    "250ms, PT0.25S",
    "10s, PT10S",
    "5m, PT5M",
    "1h, PT1H",
    "2d, PT48H",
    "0s, PT0S",
    "PT1H30M, PT1H30M",
    "P1DT1S, PT24H1S",
    "-PT1.5S, PT-1.5S",
    "pt+1h, PT1H",
    "'PT1,5S', PT1.5S",
    "PT5.S, PT5S",
    "PT00000000000000000000005S, PT5S"
  })
  void both_forms_are_read_and_match_the_pattern_of_the_schema(String text, Duration expected) {
    assertThat(Durations.parse(text)).isEqualTo(expected);
    assertThat(text).matches(Durations.PATTERN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "10",
        "s",
        "-5s",
        "1.5h",
        "10 s",
        "10S",
        "1w",
        "P1M",
        "PT",
        "P",
        "5m\n",
        "\u0661s",
        "999999999999999d",
        "PT9999999999999999999S",
        "99999999999999999999s"
      })
  void what_is_no_duration_is_refused(String text) {
    assertThatThrownBy(() -> Durations.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith(" is not a duration such as 250ms, 10s, 5m, 1h, 2d or PT1H30M");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"250ms", "10s", "5m", "90s", "1h", "2d", "0s", "PT0.0001S", "PT-5S", "1001ms"})
  void what_was_read_is_written_in_the_shortest_way(String text) {
    assertThat(Durations.format(Durations.parse(text))).isEqualTo(text);
  }

  @Property
  void what_is_written_is_read_again(@ForAll Duration duration) {
    assertThat(Durations.parse(Durations.format(duration))).isEqualTo(duration);
  }

  @Property
  void whole_seconds_are_read_again_too(@ForAll long seconds) {
    Duration duration = Duration.ofSeconds(seconds);
    assertThat(Durations.parse(Durations.format(duration))).isEqualTo(duration);
  }
}
