package io.schedulezero.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CronExpressionTest {
  private static final String CREATED = "2026-01-01T00:00:00Z";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1-5,10,20-40/5 * * * *   | 00:01:00 00:02:00 00:03:00 00:04:00 00:05:00 00:10:00 00:20:00
          */20 * * * *             | 00:00:00 00:20:00 00:40:00 01:00:00
          5/25 * * * *             | 00:05:00 00:30:00 00:55:00 01:05:00
          58-1 * * * *             | 00:00:00 00:01:00 00:58:00 00:59:00
          30-59/15,0 * * * *       | 00:00:00 00:30:00 00:45:00 01:00:00
          20,40 7 * * * *          | 00:07:20 00:07:40 01:07:20
          */20 59 22-0 * * *       | 00:59:00 00:59:20 00:59:40 22:59:00
          @hourly                  | 00:00:00 01:00:00
          """)
  void lists_ranges_and_steps_combine(String expression, String times) {
    FireTimes fires = Fires.of(Fires.cron(expression, "UTC"), "2025-12-31T23:59:59Z");
    List<Nominal> found = Preview.next(fires, fires.origin(), null, times.split(" ").length);
    assertThat(found)
        .extracting(fire -> fire.time().toString().substring(0, 19))
        .containsExactly(
            Stream.of(times.split(" ")).map("2026-01-01T"::concat).toArray(String[]::new));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0 0 * * 0             | 04 11 18
          0 0 * * 7             | 04 11 18
          0 0 * * sun           | 04 11 18
          0 0 * * 5-7           | 02 03 04
          0 0 * * FRI-mon       | 02 03 04 05 09
          0 0 * * 7-1           | 04 05 11
          0 0 * * 7-7           | 04 11 18
          0 0 * * 0-7           | 01 02 03
          0 0 * * 0-7/3         | 03 04 07 10
          0 0 13 * FRI          | 02 09 13 16
          0 0 */10 * *          | 01 11 21 31
          0 0 */10 * WED        | 21
          0 0 ? * MON           | 05 12 19
          0 0 29 * ?            | 29
          0 0 L * *             | 31
          0 0 L-3 * *           | 28
          0 0 LW * *            | 30
          0 0 3W * *            | 02
          0 0 4W * *            | 05
          0 0 31W * *           | 30
          0 0 1W,15,L * *       | 01 15 31
          0 0 * * 5L            | 30
          0 0 * * sunL          | 25
          0 0 * * MON#2         | 12
          0 0 * * 7#1,6L        | 04 31
          @weekly               | 04 11
          @monthly              | 01
          @DAILY                | 01 02
          """)
  void days_are_those_of_january_2026(String expression, String days) {
    List<String> found =
        Fires.next(
            Fires.of(Fires.cron(expression, "UTC"), "2025-12-31T23:59:59Z"),
            "UTC",
            days.split(" ").length);
    assertThat(found).extracting(time -> time.substring(8, 10)).containsExactly(days.split(" "));
  }

  @Test
  void the_nearest_weekday_stays_in_its_month() {
    assertThat(dates("0 0 1W 8 *", 2)).containsExactly("2026-08-03", "2027-08-02");
    assertThat(dates("0 0 31W 5 *", 1)).containsExactly("2026-05-29");
  }

  @Test
  void rare_days_are_found_however_far_they_are() {
    assertThat(dates("0 0 29 2 *", 2)).containsExactly("2028-02-29", "2032-02-29");
    assertThat(dates("0 0 29 FEB */6", 3))
        .containsExactly("2032-02-29", "2048-02-29", "2060-02-29");
    assertThat(dates("0 0 * 2 MON#5", 2)).containsExactly("2044-02-29", "2072-02-29");
    CronDays leapSundays = CronExpression.parse("0 0 29 2 *").days();
    assertThat(leapSundays.onOrAfter(LocalDate.of(2096, 3, 1)))
        .isEqualTo(LocalDate.of(2104, 2, 29));
  }

  @Test
  void weekday_and_date_are_either_when_both_are_restricted() {
    assertThat(dates("0 0 29 2 MON", 3)).containsExactly("2026-02-02", "2026-02-09", "2026-02-16");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          61 * * * *         | minute "61" is not understood; allowed: 0-59
          * 24 * * *         | hour "24" is not understood; allowed: 0-23
          * * 0 * *          | day of month "0" is not understood; allowed: 1-31
          * * * 13 *         | month "13" is not understood; allowed: 1-12, JAN-DEC
          * * * * 8          | day of week "8" is not understood; allowed: 0-7
          * * * * MONDAY     | day of week "MONDAY" is not understood
          1,,2 * * * *       | minute "" is not understood
          1- * * * *         | minute "1-" is not understood
          -1 * * * *         | minute "-1" is not understood
          */0 * * * *        | minute "*/0" is not understood; allowed: a step of 1 to 60
          */61 * * * *       | minute "*/61" is not understood; allowed: a step of 1 to 60
          1/2/3 * * * *      | minute "1/2/3" is not understood
          ? * * * *          | minute "?" is not understood
          ** * * * *         | minute "**" is not understood
          99999999999 * * * * | minute "99999999999" is not understood
          * * L-31 * *       | day of month "L-31" is not understood; allowed: L-0 to L-30
          * * L/2 * *        | day of month "L/2" is not understood
          * * 32W * *        | day of month "32W" is not understood
          * * * * L          | the last of which weekday, e.g. 5L
          * * * * MON#6      | day of week "MON#6" is not understood; allowed: #1 to #5
          * * * *            | has 4 fields; allowed: 5 (minute, hour
          * * * * * * *      | has 7 fields
          ''                 | has 0 fields
          @reboot            | is not a time
          @every             | is not known; allowed: [@annually, @daily
          0 0 31 4,6,9,11 *  | never fires: no month has a day that it asks for
          0 0 31W 2 *        | never fires
          """)
  void what_cannot_be_read_is_named_with_what_is_allowed(String expression, String message) {
    assertThatExceptionOfType(InvalidTrigger.class)
        .isThrownBy(() -> CronExpression.parse(expression))
        .withMessageContaining(message)
        .returns("trigger.expression", InvalidTrigger::field);
  }

  @Test
  void fields_make_an_expression() {
    assertThat(CronExpression.fromFields(Map.of("minute", "0", "hour", "9", "day_of_week", "1-5")))
        .isEqualTo("0 9 * * 1-5");
    assertThat(CronExpression.fromFields(Map.of("hour", "9"))).isEqualTo("0 9 * * *");
    assertThat(CronExpression.fromFields(Map.of("day_of_week", "mon"))).isEqualTo("0 0 * * mon");
    assertThat(CronExpression.fromFields(Map.of("month", "3"))).isEqualTo("0 0 1 3 *");
    assertThat(CronExpression.fromFields(Map.of("month", "3", "day_of_week", "mon")))
        .isEqualTo("0 0 * 3 mon");
    assertThat(CronExpression.fromFields(Map.of("day_of_month", "L"))).isEqualTo("0 0 L * *");
    assertThat(CronExpression.fromFields(Map.of("second", " */5 "))).isEqualTo("*/5 * * * * *");
  }

  @Test
  void fields_that_are_none_are_refused() {
    assertFieldsRefused(Map.of("weekday", "1"), "trigger.weekday", "allowed: [second, minute");
    assertFieldsRefused(Map.of("hour", "1 2"), "trigger.hour", "is not one cron field");
    assertFieldsRefused(Map.of("hour", " "), "trigger.hour", "is not one cron field");
    assertFieldsRefused(Map.of(), "trigger", "needs an expression or at least one of");
  }

  private static void assertFieldsRefused(
      Map<String, String> fields, String field, String message) {
    assertThatExceptionOfType(InvalidTrigger.class)
        .isThrownBy(() -> CronExpression.fromFields(fields))
        .withMessageContaining(message)
        .returns(field, InvalidTrigger::field);
  }

  private static List<String> dates(String expression, int count) {
    return Fires.next(Fires.of(Fires.cron(expression, "UTC"), CREATED), "UTC", count).stream()
        .map(time -> time.substring(0, 10))
        .toList();
  }
}
