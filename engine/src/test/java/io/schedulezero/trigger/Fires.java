package io.schedulezero.trigger;

import io.schedulezero.run.ScheduleId;
import io.schedulezero.schedule.Dst;
import io.schedulezero.schedule.Exclusions;
import io.schedulezero.schedule.Misfire;
import io.schedulezero.schedule.Overlap;
import io.schedulezero.schedule.Policies;
import io.schedulezero.schedule.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes triggers and fire times, and reads them as local times. */
final class Fires {
  static final ScheduleId ID = new ScheduleId("nightly");

  private Fires() {}

  static Instant at(String instant) {
    return Instant.parse(instant);
  }

  static Trigger.Cron cron(String expression, String zone) {
    return cron(expression, zone, Dst.DEFAULT);
  }

  static Trigger.Cron cron(String expression, String zone, Dst dst) {
    return new Trigger.Cron(expression, ZoneId.of(zone), dst);
  }

  static Trigger.Interval every(Duration every) {
    return new Trigger.Interval(every, null, Trigger.Anchor.START);
  }

  static FireTimes of(Trigger trigger, String createdAt) {
    return FireTimes.of(ID, trigger, Policies.DEFAULT, at(createdAt));
  }

  static FireTimes of(Trigger trigger, Policies policies, String createdAt) {
    return FireTimes.of(ID, trigger, policies, at(createdAt));
  }

  static Policies between(@Nullable String startAt, @Nullable String endAt) {
    return new Policies(
        Misfire.DEFAULT,
        Overlap.ALLOW,
        Duration.ZERO,
        startAt == null ? null : at(startAt),
        endAt == null ? null : at(endAt),
        null,
        Exclusions.NONE);
  }

  static Policies jitter(Duration jitter) {
    return new Policies(Misfire.DEFAULT, Overlap.ALLOW, jitter, null, null, null, Exclusions.NONE);
  }

  static Policies excluding(Exclusions exclusions) {
    return new Policies(
        Misfire.DEFAULT, Overlap.ALLOW, Duration.ZERO, null, null, null, exclusions);
  }

  /** The next fires as {@code 2026-03-29T03:00+02:00}, with the reason if they are skipped. */
  static List<String> next(FireTimes times, String zone, int count) {
    return Preview.next(times, times.origin(), null, count).stream()
        .map(fire -> local(fire, zone))
        .toList();
  }

  private static String local(Nominal fire, String zone) {
    String time = fire.time().atZone(ZoneId.of(zone)).toOffsetDateTime().toString();
    return fire.skip() == null ? time : time + " " + fire.skip();
  }
}
