package io.schedulezero.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MomentsTest {
  private final Moments moments =
      new Moments(ZoneId.of("Europe/Berlin"), InstantSource.fixed(Shell.NOW));

  @ParameterizedTest
  @CsvSource({
    "PT0S,now",
    "PT0.9S,now",
    "PT-12S,12 s ago",
    "PT3M20S,in 3 min",
    "PT-5H,5 h ago",
    "PT47H,in 47 h",
    "P3DT5H,in 3 d"
  })
  void a_distance_has_one_unit(Duration ahead, String words) {
    assertThat(moments.relative(Shell.NOW.plus(ahead))).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource({
    "PT0.85S,850 ms",
    "PT3.27S,3.2 s",
    "PT4M10S,4 min 10 s",
    "PT2H5M,2 h 5 min",
    "P3DT4H,3 d 4 h"
  })
  void a_length_has_two_units_at_most(Duration length, String words) {
    assertThat(Moments.length(length)).isEqualTo(words);
  }

  @Test
  void an_instant_is_shown_in_the_zone_with_its_offset() {
    assertThat(moments.both(Shell.NOW.minusSeconds(120)))
        .isEqualTo("Sat 2026-11-21 10:58:00 +01:00 (2 min ago)");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-12-01T09:00:00+02:00,2026-12-01T07:00:00Z",
    "2026-12-01T09:00:00Z,2026-12-01T09:00:00Z",
    "2026-12-01T09:00,2026-12-01T08:00:00Z",
    "2026-12-01 09:00,2026-12-01T08:00:00Z",
    "2026-12-01 09:00:30,2026-12-01T08:00:30Z",
    "2026-07-01,2026-06-30T22:00:00Z",
    "09:30,2026-11-21T08:30:00Z",
    "now,2026-11-21T10:00:00Z",
    "90m,2026-11-21T08:30:00Z",
    "2d,2026-11-19T10:00:00Z"
  })
  void times_are_read_as_people_write_them(String text, Instant instant) {
    assertThat(moments.read(text)).isEqualTo(instant);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "tomorrow", "2026-13-01", "25:00", "2h30", "2026-12-01T09:00+99:00", "-2h"})
  void what_is_no_time_is_refused_with_what_is_allowed(String text) {
    assertThatThrownBy(() -> moments.readOption("--from", text))
        .isInstanceOf(CommandFailed.class)
        .hasMessageContaining(
            "--from: \"" + text + "\" is no time; allowed are 2026-12-01T09:00:00+01:00");
  }
}
