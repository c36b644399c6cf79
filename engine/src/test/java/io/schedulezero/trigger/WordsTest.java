package io.schedulezero.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulezero.schedule.Dst;
import io.schedulezero.schedule.Trigger;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WordsTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @Test
  void utc_is_called_so_however_it_was_written() {
    Trigger.Cron cron = new Trigger.Cron("@hourly", ZoneOffset.UTC, Dst.DEFAULT);
    assertThat(Words.describe(cron)).isEqualTo("Every hour, UTC");
    assertThat(Words.describe(Fires.cron("@hourly", "UTC"))).isEqualTo("Every hour, UTC");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0 9 * * MON-FRI      | At 09:00 on Monday to Friday
          * * * * *            | Every minute
          */5 * * * *          | Every 5 minutes
          */7 * * * *          | Every 7th minute
          5/15 * * * *         | Every 15th minute from 5 to 59
          @hourly              | Every hour
          5 * * * *            | At minute 5 of every hour
          0,30 * * * *         | At minutes 0 and 30 of every hour
          0 */2 * * *          | Every 2 hours
          5 */2 * * *          | At minute 5 of every 2nd hour
          23 0-20/2 * * *      | At minute 23 of every 2nd hour from 0 to 20
          */15 9-17 * * 1-5    | Every 15 minutes during hours 9 to 17 on Monday to Friday
          0 9,12,17 * * *      | At 09:00, 12:00 and 17:00 every day
          30 4 1,15 * 5        | At 04:30 on days 1 and 15 of the month or on Friday
          0 0 */2 * MON        | At 00:00 on every 2nd day of the month that is also Monday
          @yearly              | At 00:00 on day 1 of the month in January
          0 12 * 6-8,12 *      | At 12:00 in June to August and December
          0 0 1-7 */3 *        | At 00:00 on days 1 to 7 of the month in every 3rd month
          0 0 L * *            | At 00:00 on the last day of the month
          0 0 L-3,LW * *       | At 00:00 on day 3 before the last day and the last weekday of the month
          0 0 15W * *          | At 00:00 on the weekday nearest to day 15 of the month
          0 0 * * 5L,MON#2     | At 00:00 on the last Friday of the month and the 2nd Monday of the month
          10-20/5,40 1 * * 7   | Every 5th minute from 10 to 20 and minute 40 during hour 1 on Sunday
          * * * * * *          | Every second
          */10 * * * * *       | Every 10 seconds
          30 * * * * *         | At second 30 of every minute
          5 0 * * * *          | At second 5 of minute 0 of every hour
          * 30 9 * * *         | Every second during minute 30 of hour 9
          15 30 9 * * *        | At 09:30:15 every day
          """)
  void cron_is_said_in_words(String expression, String words) {
    assertThat(Words.describe(Fires.cron(expression, "Europe/Berlin")))
        .isEqualTo(words + ", Europe/Berlin");
  }

  @Property(tries = 300)
  void whatever_can_be_read_can_be_said(@ForAll("cron") CronPattern pattern) {
    String words = new CronWords(CronExpression.parse(pattern.expression())).describe();
    assertThat(words).matches("[A-Z][A-Za-z0-9:, ]+");
  }

  @Provide
  Arbitrary<CronPattern> cron() {
    return CronPattern.arbitrary().filter(pattern -> !pattern.dayOfMonth().text().contains("31"));
  }

  @Test
  void intervals_are_said_in_words() {
    assertThat(Words.describe(Fires.every(Duration.ofMinutes(1)))).isEqualTo("Every minute");
    assertThat(Words.describe(Fires.every(Duration.ofMinutes(90))))
        .isEqualTo("Every 1 hour 30 minutes");
    assertThat(Words.describe(Fires.every(Duration.ofMillis(1500))))
        .isEqualTo("Every 1 second 500 milliseconds");
    assertThat(
            Words.describe(
                new Trigger.Interval(
                    Duration.ofHours(1),
                    Fires.at("2026-01-01T08:00:00Z"),
                    Trigger.Anchor.COMPLETION)))
        .isEqualTo("Again 1 hour after each run has ended, from 2026-01-01 at 08:00:00 UTC");
  }

  @Test
  void dates_calendars_and_windows_are_said_in_words() {
    assertThat(Words.describe(new Trigger.Date(Fires.at("2026-12-01T08:00:00Z"))))
        .isEqualTo("Once, on 2026-12-01 at 08:00:00 UTC");
    assertThat(calendar(Period.ofMonths(1))).isEqualTo("Every month at 08:30, Europe/Berlin");
    assertThat(calendar(Period.ofMonths(18))).startsWith("Every 18 months at");
    assertThat(calendar(Period.ofYears(2))).startsWith("Every 2 years at");
    assertThat(calendar(Period.ofDays(14))).startsWith("Every 2 weeks at");
    assertThat(calendar(Period.ofDays(1))).startsWith("Every day at");
    assertThat(window(EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY)))
        .isEqualTo("Every 10 minutes from 09:00 to 17:00 on Monday to Friday, Europe/Berlin");
    assertThat(window(EnumSet.allOf(DayOfWeek.class))).contains("to 17:00 every day,");
    assertThat(window(EnumSet.of(DayOfWeek.SUNDAY, DayOfWeek.TUESDAY)))
        .contains("on Tuesday and Sunday,");
  }

  private static String calendar(Period every) {
    return Words.describe(
        new Trigger.CalendarInterval(every, LocalTime.of(8, 30), BERLIN, null, Dst.DEFAULT));
  }

  private static String window(Set<DayOfWeek> days) {
    return Words.describe(
        new Trigger.DailyWindow(
            LocalTime.of(9, 0),
            LocalTime.of(17, 0),
            Duration.ofMinutes(10),
            days,
            BERLIN,
            Dst.DEFAULT));
  }
}
