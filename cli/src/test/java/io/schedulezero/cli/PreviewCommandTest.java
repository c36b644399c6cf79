package io.schedulezero.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PreviewCommandTest {
  @Test
  void fires_are_shown_in_their_zone_and_here() {
    assertThat(new Shell().type("preview '0 9 * * MON-FRI' --tz America/New_York -n 2").out())
        .isEqualTo(
            """
            At 09:00 on Monday to Friday, America/New_York

            TIME IN America/New_York        TIME IN Europe/Berlin           WHEN
            Mon 2026-11-23 09:00:00 -05:00  Mon 2026-11-23 15:00:00 +01:00  in 2 d
            Tue 2026-11-24 09:00:00 -05:00  Tue 2026-11-24 15:00:00 +01:00  in 3 d
            """);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "--tz Z", "--tz UTC", "--utc"})
  void in_the_zone_of_the_person_one_time_is_enough(String zone) {
    assertThat(new Shell().in(ZoneOffset.UTC).type("preview '* * * * *' -n 1 " + zone).out())
        .isEqualTo(
            """
            Every minute, UTC

            TIME IN UTC                     WHEN
            Sat 2026-11-21 10:00:00 +00:00  now
            """);
  }

  @Test
  void a_script_gets_the_document_of_the_api() {
    assertThat(new Shell().type("preview @daily -n 2 --from 2026-12-01T00:00:00Z -o json").out())
        .isEqualTo(
            """
            {
              "fire_times": [
                "2026-12-01T00:00:00Z",
                "2026-12-02T00:00:00Z"
              ],
              "skipped": [],
              "description": "At 00:00 every day, UTC"
            }
            """);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"61 * * * *\" | 61",
        "\"0 0 30 2 *\" | never fires",
        "\"* * *\" | has 3 fields",
        "@dayly | @dayly",
        "@daily --tz Europe/Berln | Did you mean Europe/Berlin?",
        "@daily -n 0 | --count must be 1 to 1000, not 0"
      })
  void what_cannot_be_previewed_is_refused(String line, String message) {
    Shell.Answer answer = new Shell().type("preview " + line);
    assertThat(answer.err()).startsWith("sz: ").contains(message);
    assertThat(answer.code()).isEqualTo(ExitCode.USAGE.code());
  }
}
