package io.schedulezero.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class VersionsTest {
  private final Versions versions = new Versions();

  @ParameterizedTest
  @CsvSource({
    "^2.1, 2.1.0, true",
    "^2.1, 2.9.4, true",
    "^2.1, 3.0.0, false",
    "^2.1, 2.0.9, false",
    "~2.1.3, 2.1.9, true",
    "~2.1.3, 2.2.0, false",
    ">=2 <4, 3.5.1, true",
    "^1 || 5.x, 5.7.0, true",
    "1.2.3 - 2.0, 2.0.9, true",
    "*, 0.0.1, true",
    "^2, 2, true",
    "^2, v2.4, true",
    "^2, 2.1.0-rc.1, false",
    "2.1.0-rc.1, 2.1.0-rc.1, true",
    "*, 2026-11-21, false",
    "*, abc123, false",
    "*, 1.2.3.4, false",
  })
  void a_version_is_in_a_range_or_not(String range, String version, boolean in) {
    assertThat(versions.isIn(range, version)).isEqualTo(in);
    assertThat(versions.isIn(range, version)).isEqualTo(in);
  }

  @ParameterizedTest
  @ValueSource(strings = {"^2", "2.1.3", ">=2 <4", "^1 || ^3", "1.0 - 2.0", "2.x", "*", "v2"})
  void ranges_are_read(String range) {
    assertThat(Versions.isRange(range)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "banana", "^", "^2 || banana", "^2 banana", "[1,2)", "^99999999999999999999"})
  void what_is_no_range_is_not_taken_for_one(String range) {
    assertThat(Versions.isRange(range)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {5_000})
  void any_number_of_questions_is_answered(int questions) {
    for (int i = 0; i < questions; i++) {
      assertThat(versions.isIn("^" + i, i + ".1.0")).isTrue();
    }
  }
}
