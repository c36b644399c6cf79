package io.schedulezero.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulezero.schedule.Dst;
import io.schedulezero.schedule.Trigger;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Changes of clocks that have happened, and what users expect around them. */
final class DaylightSavingTest {
  private static final Dst SKIP_AND_FIRST = new Dst(Dst.Gap.SKIP, Dst.Overlap.FIRST);
  private static final Dst NEXT_AND_BOTH = new Dst(Dst.Gap.NEXT, Dst.Overlap.BOTH);

  @Test
  void a_time_in_the_gap_fires_at_its_end() {
    assertThat(cron("30 2 * * *", "Europe/Berlin", "2026-03-28T00:00:00Z", 3))
        .containsExactly(
            "2026-03-28T02:30+01:00", "2026-03-29T03:00+02:00", "2026-03-30T02:30+02:00");
  }

  @Test
  void a_time_in_the_gap_can_be_skipped_and_leaves_a_trace() {
    Trigger.Cron nightly = Fires.cron("30 2 * * *", "America/New_York", SKIP_AND_FIRST);
    assertThat(Fires.next(Fires.of(nightly, "2026-03-07T12:00:00Z"), "America/New_York", 2))
        .containsExactly("2026-03-08T03:00-04:00 DST_GAP", "2026-03-09T02:30-04:00");
  }

  @Test
  void several_times_in_one_gap_are_one_fire() {
    assertThat(cron("0,20,40 2,3 * * *", "Europe/Berlin", "2026-03-29T00:30:00Z", 3))
        .containsExactly(
            "2026-03-29T03:00+02:00", "2026-03-29T03:20+02:00", "2026-03-29T03:40+02:00");
  }

  @Test
  void a_fire_at_the_end_of_the_gap_is_not_skipped_with_those_in_it() {
    Trigger.Cron hourly = Fires.cron("0 2,3 * * *", "Europe/Berlin", SKIP_AND_FIRST);
    assertThat(Fires.next(Fires.of(hourly, "2026-03-28T12:00:00Z"), "Europe/Berlin", 2))
        .containsExactly("2026-03-29T03:00+02:00", "2026-03-30T02:00+02:00");
  }

  @Test
  void a_repeated_time_fires_once_or_twice_as_is_wanted() {
    Trigger.Cron both = Fires.cron("30 1 * * *", "America/New_York", NEXT_AND_BOTH);
    assertThat(Fires.next(Fires.of(both, "2026-11-01T00:00:00Z"), "America/New_York", 3))
        .containsExactly(
            "2026-11-01T01:30-04:00", "2026-11-01T01:30-05:00", "2026-11-02T01:30-05:00");
    assertThat(cron("30 1 * * *", "America/New_York", "2026-11-01T00:00:00Z", 2))
        .containsExactly("2026-11-01T01:30-04:00", "2026-11-02T01:30-05:00");
  }

  @Test
  void every_few_minutes_neither_pauses_nor_doubles() {
    assertThat(cron("*/30 * * * *", "Europe/Berlin", "2026-10-24T23:59:00Z", 6))
        .containsExactly(
            "2026-10-25T02:00+02:00",
            "2026-10-25T02:30+02:00",
            "2026-10-25T02:00+01:00",
            "2026-10-25T02:30+01:00",
            "2026-10-25T03:00+01:00",
            "2026-10-25T03:30+01:00");
    assertThat(cron("45 * * * *", "Europe/Berlin", "2026-03-29T00:00:00Z", 3))
        .containsExactly(
            "2026-03-29T01:45+01:00", "2026-03-29T03:45+02:00", "2026-03-29T04:45+02:00");
  }

  @Test
  void a_shift_of_half_an_hour_works_alike() {
    assertThat(cron("15 2 * * *", "Australia/Lord_Howe", "2026-10-03T00:00:00Z", 2))
        .containsExactly("2026-10-04T02:30+11:00", "2026-10-05T02:15+11:00");
    assertThat(cron("45 1 * * *", "Australia/Lord_Howe", "2026-04-04T00:00:00Z", 2))
        .containsExactly("2026-04-05T01:45+11:00", "2026-04-06T01:45+10:30");
  }

  @Test
  void a_day_that_never_was_fires_as_the_next_one_begins() {
    assertThat(cron("30 9 * * *", "Pacific/Apia", "2011-12-29T12:00:00Z", 3))
        .containsExactly(
            "2011-12-29T09:30-10:00", "2011-12-31T00:00+14:00", "2011-12-31T09:30+14:00");
  }

  @Test
  void a_zone_that_turns_its_clocks_back_for_ramadan_is_followed() {
    assertThat(cron("30 2 * * *", "Africa/Casablanca", "2026-02-14T00:00:00Z", 2))
        .containsExactly("2026-02-14T02:30+01:00", "2026-02-15T02:30+01:00");
    assertThat(cron("30 2 * * *", "Africa/Casablanca", "2026-03-21T00:00:00Z", 3))
        .containsExactly("2026-03-21T02:30Z", "2026-03-22T03:00+01:00", "2026-03-23T02:30+01:00");
  }

  @Test
  void a_zone_with_odd_minutes_is_followed() {
    assertThat(cron("0 6 * * *", "Asia/Kathmandu", "2026-01-01T00:00:00Z", 2))
        .containsExactly("2026-01-01T06:00+05:45", "2026-01-02T06:00+05:45");
  }

  @Test
  void calendar_intervals_and_windows_follow_the_same_rules() {
    ZoneId berlin = ZoneId.of("Europe/Berlin");
    Trigger weekly =
        new Trigger.CalendarInterval(
            Period.ofWeeks(1), LocalTime.of(2, 30), berlin, null, Dst.DEFAULT);
    assertThat(Fires.next(Fires.of(weekly, "2026-03-22T00:00:00Z"), "Europe/Berlin", 3))
        .containsExactly(
            "2026-03-22T02:30+01:00", "2026-03-29T03:00+02:00", "2026-04-05T02:30+02:00");
    Trigger window = window("01:30", "03:00", SKIP_AND_FIRST);
    assertThat(Fires.next(Fires.of(window, "2026-10-24T22:00:00Z"), "Europe/Berlin", 5))
        .containsExactly(
            "2026-10-25T01:30+02:00",
            "2026-10-25T02:00+02:00",
            "2026-10-25T02:30+02:00",
            "2026-10-25T03:00+01:00",
            "2026-10-26T01:30+01:00");
  }

  @Test
  void a_window_that_fires_in_every_hour_follows_the_clock_on_the_wall() {
    assertThat(
            Fires.next(
                Fires.of(window("00:00", "23:30", SKIP_AND_FIRST), "2026-10-25T00:15:00Z"),
                "Europe/Berlin",
                3))
        .containsExactly(
            "2026-10-25T02:30+02:00", "2026-10-25T02:00+01:00", "2026-10-25T02:30+01:00");
  }

  private static Trigger window(String from, String to, Dst dst) {
    return new Trigger.DailyWindow(
        LocalTime.parse(from),
        LocalTime.parse(to),
        Duration.ofMinutes(30),
        EnumSet.allOf(DayOfWeek.class),
        ZoneId.of("Europe/Berlin"),
        dst);
  }

  private static List<String> cron(String expression, String zone, String createdAt, int count) {
    return Fires.next(Fires.of(Fires.cron(expression, zone), createdAt), zone, count);
  }
}
