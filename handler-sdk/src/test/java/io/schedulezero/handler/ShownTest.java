package io.schedulezero.handler;

import static org.assertj.core.api.Assertions.assertThat;

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
}
