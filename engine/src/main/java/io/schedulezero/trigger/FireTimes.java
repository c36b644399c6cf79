package io.schedulezero.trigger;

import io.schedulezero.run.ScheduleId;
import io.schedulezero.schedule.Exclusions;
import io.schedulezero.schedule.Policies;
import io.schedulezero.schedule.SkipReason;
import io.schedulezero.schedule.Trigger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import org.jspecify.annotations.Nullable;

/**
 * The fires of one schedule, as an unending sequence that is computed and not kept. Immutable.
 *
 * <p>All times are whole milliseconds, and a fire is told from another by its time alone. Fires
 * happen in the order of their times: jitter delays a fire by up to {@link Policies#jitter()}, but
 * never to the time of the next one, and it is the same each time it is computed.
 *
 * <p>Local times follow the trigger's {@link io.schedulezero.schedule.Dst} policy, with one
 * exception: a pattern that has a fire in every hour of the day, such as {@code *}{@code /5 * * *
 * *}, follows the clock on the wall, so that it neither pauses in a repeated hour nor adds a fire
 * for a missing one.
 */
public final class FireTimes {
  /** No fire comes after this. */
  static final Instant END = Instant.parse("9999-12-31T23:59:59.999Z");

  private final Sequence sequence;
  private final Instant origin;
  private final Instant until;
  private final Jitter jitter;
  private final Exclusions exclusions;
  private final ZoneId exclusionZone;
  private final boolean afterCompletion;

  private FireTimes(
      ScheduleId id, Trigger trigger, Policies policies, Sequence sequence, Instant origin) {
    this.sequence = sequence;
    this.origin = origin;
    Instant end = policies.endAt();
    this.until = end == null ? END : Sequences.inRange("end_at", end).minusNanos(1);
    this.jitter = new Jitter(id, policies.jitter());
    this.exclusions = policies.exclusions();
    ZoneId zone = exclusions.zone();
    this.exclusionZone = zone == null ? Sequences.zoneOf(trigger) : zone;
    this.afterCompletion = sequence instanceof AfterCompletion;
  }

  /**
   * Reads a trigger.
   *
   * @param createdAt no fire at or before this, except that of a date that had passed, and the
   *     first of an interval that starts there
   * @throws InvalidTrigger if the trigger cannot be read, or there would never be a fire
   */
  public static FireTimes of(ScheduleId id, Trigger trigger, Policies policies, Instant createdAt) {
    Instant created = createdAt.truncatedTo(ChronoUnit.MILLIS);
    Sequence sequence = Sequences.of(trigger, policies, created);
    Instant origin = Sequences.originOf(trigger, policies, created);
    FireTimes times = new FireTimes(id, trigger, policies, sequence, origin);
    if (times.after(origin) == null) {
      throw new InvalidTrigger(
          "trigger", "never fires between " + createdAt + " and " + times.until);
    }
    return times;
  }

  /**
   * As {@link #of}, with the fires at or after {@code from} that there would have been if the
   * schedule had been made before; none before its start.
   *
   * @throws InvalidTrigger if the fires count from when it was made, or from when its runs end
   */
  public static FireTimes startingBefore(
      Instant from, ScheduleId id, Trigger trigger, Policies policies, Instant createdAt) {
    FireTimes times = of(id, trigger, policies, createdAt);
    if (times.afterCompletion) {
      throw new InvalidTrigger("trigger", "counts from when a run has ended: no fire was missed");
    }
    if (!from.isBefore(createdAt)) {
      return times;
    }
    if (Sequences.countsFromCreation(trigger, policies)) {
      throw new InvalidTrigger(
          "from",
          from
              + " is before the schedule was made, at "
              + createdAt
              + ", and its trigger counts from then; give it a start_at");
    }
    return of(id, trigger, policies, from.minusMillis(1));
  }

  /** All fires come after this, which is when the schedule was made, or when it starts. */
  public Instant origin() {
    return origin;
  }

  /** Whether the next fire depends on when the run of the last one ended. */
  public boolean afterCompletion() {
    return afterCompletion;
  }

  /**
   * The first fire strictly after {@code instant}; null if there is none. For an interval anchored
   * at completion, {@code instant} is when the last run ended.
   */
  public @Nullable Nominal after(Instant instant) {
    Sequence.Tick tick = tickAfter(instant);
    return tick == null ? null : nominal(tick);
  }

  /** The first fire after {@code instant} that is not yet due at {@code now}. */
  @Nullable Nominal afterDue(Instant instant, Instant now) {
    Nominal next = after(instant);
    if (next == null || next.fireAt().isAfter(now)) {
      return next;
    }
    Nominal last = next;
    Stretch stretch = stretchAfter(instant, now);
    while (stretch != null) {
      last = stretch.last();
      stretch = stretchAfter(last.time(), now);
    }
    return last.fireAt().isAfter(now) ? last : after(last.time());
  }

  /**
   * The fires after {@code instant} and up to {@code limit} that follow each other directly and
   * have the same {@link Nominal#skip}, or the first few of them; null if there are none.
   */
  @Nullable Stretch stretchAfter(Instant instant, Instant limit) {
    Sequence.Tick tick = tickAfter(instant);
    if (tick == null || tick.time().isAfter(limit)) {
      return null;
    }
    Nominal first = nominal(tick);
    Instant end = limit.isAfter(until) ? until : limit;
    if (!exclusions.isEmpty()) {
      Instant dayEnd = endOfDay(tick.time()).minusNanos(1);
      end = dayEnd.isBefore(end) ? dayEnd : end;
    }
    Sequence.Row row = sequence.rowFrom(tick, end);
    Nominal last =
        row.count() == 1 ? first : nominal(new Sequence.Tick(row.last(), tick.missing()));
    return new Stretch(first, last, row.count());
  }

  private Sequence.@Nullable Tick tickAfter(Instant instant) {
    Instant from = instant.isBefore(origin) ? origin : instant;
    if (!from.isBefore(until)) {
      return null;
    }
    Sequence.Tick tick = sequence.after(from);
    return tick == null || tick.time().isAfter(until) ? null : tick;
  }

  private Nominal nominal(Sequence.Tick tick) {
    Instant time = tick.time();
    SkipReason skip =
        tick.missing() ? SkipReason.DST_GAP : isExcluded(time) ? SkipReason.CALENDAR : null;
    return new Nominal(time, jitter.isNone() ? time : delayed(time), skip);
  }

  private Instant delayed(Instant time) {
    Sequence.Tick next = sequence.after(time);
    return time.plus(jitter.of(time, next == null ? null : next.time()));
  }

  private boolean isExcluded(Instant time) {
    if (exclusions.isEmpty()) {
      return false;
    }
    ZonedDateTime local = time.atZone(exclusionZone);
    return exclusions.weekdays().contains(local.getDayOfWeek())
        || exclusions.dates().contains(local.toLocalDate());
  }

  /** When the calendar day, or the clock, changes next. */
  private Instant endOfDay(Instant time) {
    ZoneOffset offset = exclusionZone.getRules().getOffset(time);
    LocalDate day = time.atOffset(offset).toLocalDate();
    Instant midnight = day.plusDays(1).atStartOfDay().toInstant(offset);
    ZoneOffsetTransition change = exclusionZone.getRules().nextTransition(time);
    return change != null && change.getInstant().isBefore(midnight)
        ? change.getInstant()
        : midnight;
  }

  /**
   * Fires that follow each other directly, all of them skipped for the same reason or none.
   *
   * @param count at least 1
   */
  record Stretch(Nominal first, Nominal last, long count) {}
}
