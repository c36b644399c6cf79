package io.schedulezero.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.schedulezero.run.ScheduleId;
import io.schedulezero.schedule.Dst;
import io.schedulezero.schedule.Exclusions;
import io.schedulezero.schedule.Policies;
import io.schedulezero.schedule.SkipReason;
import io.schedulezero.schedule.Trigger;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class FireTimesTest {
  private static final String CREATED = "2026-01-31T12:00:00.250Z";
  private static final ZoneId UTC = ZoneId.of("UTC");

  @Test
  void a_date_fires_once_even_if_it_had_passed_when_it_was_made() {
    FireTimes future = Fires.of(new Trigger.Date(Fires.at("2026-02-01T00:00:00Z")), CREATED);
    assertThat(times(future, 3)).containsExactly(Fires.at("2026-02-01T00:00:00Z"));
    FireTimes past = Fires.of(new Trigger.Date(Fires.at("2020-02-01T00:00:00Z")), CREATED);
    assertThat(times(past, 3)).containsExactly(Fires.at("2020-02-01T00:00:00Z"));
  }

  @Test
  void times_that_the_trigger_alone_decides_reach_back_before_it_was_made() {
    Trigger noon = Fires.cron("0 12 * * *", "UTC");
    assertThat(times(before("2026-01-01T12:00:00Z", noon, Policies.DEFAULT), 2))
        .containsExactly(Fires.at("2026-01-01T12:00:00Z"), Fires.at("2026-01-02T12:00:00Z"));
    Policies started = Fires.between("2026-01-05T12:00:00Z", null);
    assertThat(times(before("2026-01-01T12:00:00Z", noon, started), 1))
        .containsExactly(Fires.at("2026-01-05T12:00:00Z"));
    Trigger hourly =
        new Trigger.Interval(
            Duration.ofHours(1), Fires.at("2026-01-03T00:30:00Z"), Trigger.Anchor.START);
    assertThat(times(before("2026-01-04T00:00:00Z", hourly, Policies.DEFAULT), 1))
        .containsExactly(Fires.at("2026-01-04T00:30:00Z"));
    assertThat(times(before("2025-01-04T00:00:00Z", hourly, Policies.DEFAULT), 1))
        .containsExactly(Fires.at("2026-01-03T00:30:00Z"));
  }

  @Test
  void times_that_count_from_when_it_was_made_do_not_reach_back() {
    Trigger interval = Fires.every(Duration.ofMinutes(10));
    Trigger monthly =
        new Trigger.CalendarInterval(Period.ofMonths(1), LocalTime.NOON, UTC, null, Dst.DEFAULT);
    for (Trigger trigger : List.of(interval, monthly)) {
      assertThatExceptionOfType(InvalidTrigger.class)
          .isThrownBy(() -> before("2026-01-31T00:00:00Z", trigger, Policies.DEFAULT))
          .withMessageContaining("2026-01-31T00:00:00Z is before the schedule was made, at")
          .withMessageContaining("give it a start_at")
          .satisfies(e -> assertThat(e.field()).isEqualTo("from"));
      assertThat(before(CREATED, trigger, Policies.DEFAULT).origin())
          .isEqualTo(Fires.of(trigger, CREATED).origin());
    }
  }

  @Test
  void an_interval_that_counts_from_completion_has_nothing_to_make_up_for() {
    Trigger again = new Trigger.Interval(Duration.ofHours(1), null, Trigger.Anchor.COMPLETION);
    assertThatExceptionOfType(InvalidTrigger.class)
        .isThrownBy(() -> before("2026-02-01T00:00:00Z", again, Policies.DEFAULT))
        .satisfies(e -> assertThat(e.field()).isEqualTo("trigger"));
  }

  private static FireTimes before(String from, Trigger trigger, Policies policies) {
    return FireTimes.startingBefore(
        Fires.at(from), new ScheduleId("s"), trigger, policies, Fires.at(CREATED));
  }

  @Test
  void an_interval_counts_from_when_it_was_made() {
    FireTimes times = Fires.of(Fires.every(Duration.ofMinutes(10)), CREATED);
    assertThat(times(times, 2))
        .containsExactly(
            Fires.at("2026-01-31T12:10:00.250Z"), Fires.at("2026-01-31T12:20:00.250Z"));
  }

  @Test
  void an_interval_with_a_start_fires_there_first_and_never_drifts() {
    Instant start = Fires.at("2026-02-01T09:00:00Z");
    Trigger daily = new Trigger.Interval(Duration.ofMillis(1001), start, Trigger.Anchor.START);
    FireTimes times = Fires.of(daily, CREATED);
    assertThat(times(times, 2)).containsExactly(start, start.plusMillis(1001));
    assertThat(timeAfter(times, start.plusMillis(1001L * 40_000_000).minusNanos(1)))
        .isEqualTo(start.plusMillis(1001L * 40_000_000));
  }

  @Test
  void an_interval_that_starts_as_it_is_made_fires_at_once() {
    Instant start = Fires.at(CREATED);
    Trigger now = new Trigger.Interval(Duration.ofHours(1), start, Trigger.Anchor.START);
    assertThat(times(Fires.of(now, CREATED), 1)).containsExactly(start);
  }

  @Test
  void an_interval_without_a_start_begins_with_its_schedule() {
    FireTimes times =
        Fires.of(
            Fires.every(Duration.ofHours(1)), Fires.between("2026-03-01T09:30:00Z", null), CREATED);
    assertThat(times(times, 2))
        .containsExactly(Fires.at("2026-03-01T09:30:00Z"), Fires.at("2026-03-01T10:30:00Z"));
  }

  @Test
  void after_completion_the_wait_begins_when_the_run_has_ended() {
    FireTimes times =
        Fires.of(
            new Trigger.Interval(Duration.ofMinutes(5), null, Trigger.Anchor.COMPLETION), CREATED);
    assertThat(times.afterCompletion()).isTrue();
    assertThat(timeAfter(times, times.origin())).isEqualTo(Fires.at("2026-01-31T12:05:00.250Z"));
    assertThat(timeAfter(times, Fires.at("2026-01-31T12:07:13.500Z")))
        .isEqualTo(Fires.at("2026-01-31T12:12:13.500Z"));
  }

  @Test
  void months_are_added_to_the_first_day_and_end_with_shorter_months() {
    Trigger monthly =
        new Trigger.CalendarInterval(
            Period.ofMonths(1), LocalTime.of(8, 30), UTC, null, Dst.DEFAULT);
    assertThat(days(Fires.of(monthly, CREATED), 4))
        .containsExactly("2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31");
    Trigger leapDays =
        new Trigger.CalendarInterval(
            Period.ofYears(1), LocalTime.NOON, UTC, Fires.at("2024-02-29T00:00:00Z"), Dst.DEFAULT);
    assertThat(days(Fires.of(leapDays, CREATED), 3))
        .containsExactly("2026-02-28", "2027-02-28", "2028-02-29");
  }

  @Test
  void weeks_keep_their_weekday() {
    Trigger biweekly =
        new Trigger.CalendarInterval(
            Period.ofWeeks(2), LocalTime.NOON, UTC, Fires.at("2026-02-03T23:00:00Z"), Dst.DEFAULT);
    assertThat(days(Fires.of(biweekly, CREATED), 2)).containsExactly("2026-02-17", "2026-03-03");
  }

  @Test
  void a_window_includes_both_its_ends() {
    Trigger window =
        new Trigger.DailyWindow(
            LocalTime.of(9, 0),
            LocalTime.of(9, 50),
            Duration.ofMinutes(25),
            EnumSet.of(DayOfWeek.SUNDAY, DayOfWeek.WEDNESDAY),
            UTC,
            Dst.DEFAULT);
    assertThat(Fires.next(Fires.of(window, CREATED), "UTC", 4))
        .containsExactly(
            "2026-02-01T09:00Z", "2026-02-01T09:25Z", "2026-02-01T09:50Z", "2026-02-04T09:00Z");
  }

  @Test
  void nothing_fires_before_the_start_or_from_the_end_on() {
    FireTimes times =
        Fires.of(
            Fires.cron("0 * * * *", "UTC"),
            Fires.between("2026-02-01T03:00:00Z", "2026-02-01T05:00:00Z"),
            CREATED);
    assertThat(times(times, 5))
        .containsExactly(Fires.at("2026-02-01T03:00:00Z"), Fires.at("2026-02-01T04:00:00Z"));
    assertThat(times.after(Fires.at("2026-02-01T04:00:00Z"))).isNull();
    assertThat(times.after(Instant.MAX)).isNull();
  }

  @Test
  void what_is_asked_from_the_far_past_begins_when_the_schedule_was_made() {
    FireTimes times = Fires.of(Fires.cron("0 0 * * *", "Europe/Berlin"), CREATED);
    assertThat(timeAfter(times, Instant.MIN)).isEqualTo(Fires.at("2026-01-31T23:00:00Z"));
  }

  @Test
  void excluded_days_are_fires_that_are_skipped() {
    Exclusions closed =
        new Exclusions(Set.of(LocalDate.of(2026, 2, 3)), Set.of(DayOfWeek.SUNDAY), null);
    FireTimes times =
        Fires.of(Fires.cron("0 9 * * *", "Asia/Tokyo"), Fires.excluding(closed), CREATED);
    assertThat(Fires.next(times, "Asia/Tokyo", 4))
        .containsExactly(
            "2026-02-01T09:00+09:00 CALENDAR",
            "2026-02-02T09:00+09:00",
            "2026-02-03T09:00+09:00 CALENDAR",
            "2026-02-04T09:00+09:00");
  }

  @Test
  void excluded_days_can_be_those_of_another_zone() {
    Exclusions closed =
        new Exclusions(Set.of(), Set.of(DayOfWeek.SUNDAY), ZoneId.of("Pacific/Auckland"));
    FireTimes times = Fires.of(Fires.every(Duration.ofHours(12)), Fires.excluding(closed), CREATED);
    assertThat(Preview.next(times, times.origin(), null, 3))
        .extracting(Nominal::skip)
        .containsExactly(SkipReason.CALENDAR, null, null);
  }

  @Test
  void jitter_delays_each_fire_by_the_same_amount_whenever_it_is_computed() {
    FireTimes times =
        Fires.of(Fires.cron("0 * * * *", "UTC"), Fires.jitter(Duration.ofMinutes(10)), CREATED);
    List<Nominal> fires = Preview.next(times, times.origin(), null, 500);
    assertThat(fires)
        .allSatisfy(
            fire -> assertThat(delay(fire)).isBetween(Duration.ZERO, Duration.ofMinutes(10)));
    assertThat(fires.stream().map(FireTimesTest::delay).distinct().count()).isGreaterThan(450);
    assertThat(times.after(fires.get(7).time().minusNanos(1))).isEqualTo(fires.get(7));
    FireTimes other =
        FireTimes.of(
            new ScheduleId("other"),
            Fires.cron("0 * * * *", "UTC"),
            Fires.jitter(Duration.ofMinutes(10)),
            Fires.at(CREATED));
    assertThat(other.after(other.origin())).isNotEqualTo(fires.get(0));
  }

  @Test
  void jitter_never_reaches_the_next_fire() {
    FireTimes times =
        Fires.of(Fires.every(Duration.ofSeconds(2)), Fires.jitter(Duration.ofDays(3)), CREATED);
    assertThat(Preview.next(times, times.origin(), null, 500))
        .allSatisfy(fire -> assertThat(delay(fire)).isLessThan(Duration.ofSeconds(2)))
        .extracting(Nominal::fireAt)
        .isSorted();
  }

  @Test
  void times_are_whole_milliseconds_so_that_every_store_keeps_them() {
    FireTimes times =
        FireTimes.of(
            Fires.ID,
            Fires.every(Duration.ofSeconds(1)),
            Policies.DEFAULT,
            Instant.parse("2026-01-01T00:00:00.123456789Z"));
    assertThat(timeAfter(times, times.origin()))
        .isEqualTo(Instant.parse("2026-01-01T00:00:01.123Z"));
  }

  @Test
  void what_never_fires_is_refused() {
    assertRefused(Fires.cron("0 0 30 2 *", "UTC"), Policies.DEFAULT, "trigger.expression");
    assertRefused(
        Fires.cron("0 0 1 1 *", "UTC"), Fires.between(null, "2026-02-02T00:00:00Z"), "trigger");
    assertRefused(Fires.every(Duration.ofDays(3_000_000)), Policies.DEFAULT, "trigger");
  }

  @Test
  void what_cannot_be_computed_is_refused() {
    assertRefused(Fires.every(Duration.ofNanos(1_000_001)), Policies.DEFAULT, "trigger.every");
    assertRefused(
        Fires.every(Duration.ofSeconds(Long.MAX_VALUE)), Policies.DEFAULT, "trigger.every");
    assertRefused(new Trigger.Date(Instant.MAX), Policies.DEFAULT, "trigger.run_at");
    assertRefused(
        new Trigger.Interval(Duration.ofHours(1), Instant.MIN, Trigger.Anchor.START),
        Policies.DEFAULT,
        "trigger.start_at");
    assertRefused(
        new Trigger.CalendarInterval(Period.of(0, 1, 1), LocalTime.NOON, UTC, null, Dst.DEFAULT),
        Policies.DEFAULT,
        "trigger.every");
    assertRefused(
        new Trigger.CalendarInterval(
            Period.ofDays(1), LocalTime.of(9, 0, 0, 1), UTC, null, Dst.DEFAULT),
        Policies.DEFAULT,
        "trigger.at");
    Trigger hourly = Fires.cron("@hourly", "UTC");
    assertThatExceptionOfType(InvalidTrigger.class)
        .isThrownBy(() -> Fires.of(hourly, Fires.between(null, Instant.MIN.toString()), CREATED))
        .returns("end_at", InvalidTrigger::field);
  }

  @Test
  void the_last_fire_is_in_the_year_9999() {
    FireTimes times = Fires.of(Fires.cron("0 0 1 1 *", "UTC"), CREATED);
    Instant last = Fires.at("9999-01-01T00:00:00Z");
    assertThat(timeAfter(times, last.minus(1, ChronoUnit.DAYS))).isEqualTo(last);
    assertThat(times.after(last)).isNull();
  }

  private static void assertRefused(Trigger trigger, Policies policies, String field) {
    assertThatExceptionOfType(InvalidTrigger.class)
        .isThrownBy(() -> Fires.of(trigger, policies, CREATED))
        .returns(field, InvalidTrigger::field);
  }

  private static Duration delay(Nominal fire) {
    return Duration.between(fire.time(), fire.fireAt());
  }

  private static List<String> days(FireTimes times, int count) {
    return Fires.next(times, "UTC", count).stream().map(time -> time.substring(0, 10)).toList();
  }

  private static List<Instant> times(FireTimes times, int count) {
    return Preview.next(times, times.origin(), null, count).stream().map(Nominal::time).toList();
  }

  private static Instant timeAfter(FireTimes times, Instant instant) {
    Nominal fire = times.after(instant);
    assertThat(fire).isNotNull();
    return fire.time();
  }
}
