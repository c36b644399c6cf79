package io.schedulezero.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ScheduleIdTest {
  @ParameterizedTest
  @ValueSource(strings = {"a", "nightly-report", "2026 Q1", "日本 a.b:c@d+e", "\uD835\uDC00_1"})
  void letters_digits_and_some_signs_make_an_id(String id) {
    assertThat(new ScheduleId(id)).hasToString(id);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", " a", "a/b", "../a", "-a", "a\nb", "a\tb", "a%b", "a?b", "a\"b"})
  void anything_else_is_refused_with_what_is_allowed(String id) {
    assertThatThrownBy(() -> new ScheduleId(id))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("A schedule id must be 1 to 200 letters, digits, spaces or any of")
        .hasMessageEndingWith(
            "beginning with a letter or digit, not \""
                + id.replaceAll("\\p{Cntrl}", "\uFFFD")
                + '"');
  }

  @ParameterizedTest
  @ValueSource(ints = {201, 1_000_000})
  void a_long_one_is_refused_and_shown_by_its_beginning(int length) {
    assertThat(new ScheduleId("x".repeat(200)).value()).hasSize(200);
    assertThatThrownBy(() -> new ScheduleId("x".repeat(length)))
        .hasMessageEndingWith("not \"" + "x".repeat(60) + "…\"");
  }
}
