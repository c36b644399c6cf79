package io.schedulezero.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShownTest {
  private static final List<String> KNOWN = List.of("email", "max_attempts", "name", "iban");

  @ParameterizedTest
  @CsvSource({
    "emial, email",
    "EMAIL, email",
    "maxAttempts, max_attempts",
    "nam, name",
    "İBAN, iban"
  })
  void a_name_that_is_nearly_right_has_a_nearest_one(String given, String expected) {
    assertThat(Shown.nearest(given, KNOWN)).contains(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"colour", "x", ""})
  void a_name_that_is_quite_another_has_none(String given) {
    assertThat(Shown.nearest(given, KNOWN)).isEmpty();
    assertThat(Shown.nearest("x".repeat(100_000), KNOWN)).isEmpty();
  }

  @Test
  void many_names_are_cut() {
    assertThat(Shown.names(List.of())).isEqualTo("none");
    assertThat(Shown.names(List.of("a", "b"))).isEqualTo("a, b");
    assertThat(Shown.names(IntStream.range(0, 30).mapToObj(i -> "n" + i).toList()))
        .endsWith("n19, …");
  }

  @ParameterizedTest
  @CsvSource({
    "250ms, PT0.25S",
    "10s, PT10S",
    "5m, PT5M",
    "1h, PT1H",
    "2d, PT48H",
    "PT1H30M, PT1H30M",
    "P1DT1S, PT24H1S",
    "-PT1.5S, PT-1.5S",
    "0s, PT0S"
  })
  void durations_are_read_in_both_forms(String text, Duration expected) {
    assertThat(Durations.parse(text)).isEqualTo(expected);
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
        "999999999999999d",
        "PT9999999999999999999S",
        "99999999999999999999s"
      })
  void what_is_no_duration_is_refused(String text) {
    assertThatThrownBy(() -> Durations.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith(" is not a duration such as 250ms, 10s, 5m, 1h, 2d or PT1H30M");
  }
}
