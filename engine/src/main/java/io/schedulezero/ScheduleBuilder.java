package io.schedulezero;

import io.schedulezero.handler.Calls.Call0;
import io.schedulezero.handler.Calls.Call1;
import io.schedulezero.handler.Calls.Call2;
import io.schedulezero.handler.Calls.Call3;
import io.schedulezero.handler.Calls.Call4;
import io.schedulezero.handler.Calls.ContextCall0;
import io.schedulezero.handler.Calls.ContextCall1;
import io.schedulezero.handler.Calls.ContextCall2;
import io.schedulezero.handler.Calls.ContextCall3;
import io.schedulezero.schedule.Dst;
import io.schedulezero.schedule.Exclusions;
import io.schedulezero.schedule.Misfire;
import io.schedulezero.schedule.Overlap;
import io.schedulezero.schedule.Policies;
import io.schedulezero.schedule.Trigger;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A schedule in the making: what it calls, when, and under which policies.
 *
 * <pre>{@code
 * sz.schedule("invoices")
 *     .calls(mailer::sendInvoices, "all")
 *     .every(Period.ofMonths(1), LocalTime.of(8, 30), "Europe/Berlin")
 *     .overlap(Overlap.SKIP)
 *     .createOrReplace();
 * }</pre>
 *
 * <p>What the schedule would refuse is refused at the latest when it is made. For one thread.
 */
public final class ScheduleBuilder {
  private final Schedules schedules;
  private final References references;
  private final String id;
  private @Nullable RunRequest what;
  private @Nullable Trigger trigger;
  private Misfire misfire = Policies.DEFAULT.misfire();
  private Overlap overlap = Policies.DEFAULT.overlap();
  private Duration jitter = Policies.DEFAULT.jitter();
  private @Nullable Instant startAt;
  private @Nullable Instant endAt;
  private @Nullable Long maxRuns;
  private Exclusions exclusions = Policies.DEFAULT.exclusions();

  ScheduleBuilder(Schedules schedules, References references, String id) {
    this.schedules = schedules;
    this.references = references;
    this.id = id;
  }

  /** What each fire runs, with all that a request can say but when. */
  public ScheduleBuilder runs(RunRequest request) {
    what = request;
    return this;
  }

  public ScheduleBuilder calls(String handler, Map<String, ? extends @Nullable Object> args) {
    return runs(RunRequest.of(handler, References.json(args)));
  }

  public ScheduleBuilder calls(Call0 method) {
    return runs(references.request(method));
  }

  public <A extends @Nullable Object> ScheduleBuilder calls(Call1<A> method, A first) {
    return runs(references.request(method, first));
  }

  public <A extends @Nullable Object, B extends @Nullable Object> ScheduleBuilder calls(
      Call2<A, B> method, A first, B second) {
    return runs(references.request(method, first, second));
  }

  public <A extends @Nullable Object, B extends @Nullable Object, C extends @Nullable Object>
      ScheduleBuilder calls(Call3<A, B, C> method, A first, B second, C third) {
    return runs(references.request(method, first, second, third));
  }

  public <
          A extends @Nullable Object,
          B extends @Nullable Object,
          C extends @Nullable Object,
          D extends @Nullable Object>
      ScheduleBuilder calls(Call4<A, B, C, D> method, A first, B second, C third, D fourth) {
    return runs(references.request(method, first, second, third, fourth));
  }

  /** As {@link #calls(Call0)} for a method whose first parameter is its context. */
  public ScheduleBuilder calls(ContextCall0 method) {
    return runs(references.request(method));
  }

  public <A extends @Nullable Object> ScheduleBuilder calls(ContextCall1<A> method, A first) {
    return runs(references.request(method, first));
  }

  public <A extends @Nullable Object, B extends @Nullable Object> ScheduleBuilder calls(
      ContextCall2<A, B> method, A first, B second) {
    return runs(references.request(method, first, second));
  }

  public <A extends @Nullable Object, B extends @Nullable Object, C extends @Nullable Object>
      ScheduleBuilder calls(ContextCall3<A, B, C> method, A first, B second, C third) {
    return runs(references.request(method, first, second, third));
  }

  public ScheduleBuilder on(Trigger value) {
    trigger = value;
    return this;
  }

  /** Once. */
  public ScheduleBuilder at(Instant instant) {
    return on(new Trigger.Date(instant));
  }

  /** Again and again, from one start to the next. */
  public ScheduleBuilder every(Duration interval) {
    return on(new Trigger.Interval(interval, null, Trigger.Anchor.START));
  }

  /**
   * Again and again, counted from {@code first}, which may be past: every quarter of an hour from a
   * full hour is at 00, 15, 30 and 45, whenever the program starts.
   */
  public ScheduleBuilder every(Duration interval, Instant first) {
    return on(new Trigger.Interval(interval, first, Trigger.Anchor.START));
  }

  /** Again and again, from the end of a run to the start of the next. */
  public ScheduleBuilder everyAfterCompletion(Duration interval) {
    return on(new Trigger.Interval(interval, null, Trigger.Anchor.COMPLETION));
  }

  /**
   * Every so many days, weeks, months or years, counted from the day on which it is made.
   *
   * @param at the time of that day in the zone
   * @param zone such as {@code Europe/Berlin}
   */
  public ScheduleBuilder every(Period interval, LocalTime at, String zone) {
    return on(new Trigger.CalendarInterval(interval, at, zoneId(zone), null, Dst.DEFAULT));
  }

  /**
   * Within a window of the day: {@code from}, {@code from + step}, … up to and including {@code
   * to}.
   *
   * <pre>{@code
   * .dailyWindow(LocalTime.of(9, 0), LocalTime.of(17, 0), Duration.ofMinutes(10), "Europe/Berlin")
   * }</pre>
   *
   * @param zone such as {@code Europe/Berlin}
   * @param days of the week; all if none is named
   */
  public ScheduleBuilder dailyWindow(
      LocalTime from, LocalTime to, Duration step, String zone, DayOfWeek... days) {
    Set<DayOfWeek> wanted = Set.copyOf(List.of(days.length == 0 ? DayOfWeek.values() : days));
    return on(new Trigger.DailyWindow(from, to, step, wanted, zoneId(zone), Dst.DEFAULT));
  }

  /**
   * By a cron expression.
   *
   * @param zone such as {@code Europe/Berlin}
   */
  public ScheduleBuilder cron(String expression, String zone) {
    return cron(expression, zone, Dst.DEFAULT);
  }

  /** As {@link #cron(String, String)}, when the clocks change as {@code dst} says. */
  public ScheduleBuilder cron(String expression, String zone, Dst dst) {
    return on(new Trigger.Cron(expression, zoneId(zone), dst));
  }

  private static ZoneId zoneId(String zone) {
    try {
      return ZoneId.of(zone);
    } catch (DateTimeException unknown) {
      throw new BadRequest(
          "trigger.timezone", "\"" + zone + "\" is not a time zone such as Europe/Berlin");
    }
  }

  public ScheduleBuilder misfire(Misfire value) {
    misfire = value;
    return this;
  }

  public ScheduleBuilder overlap(Overlap value) {
    overlap = value;
    return this;
  }

  public ScheduleBuilder jitter(Duration value) {
    jitter = value;
    return this;
  }

  /** No fire before {@code from}, none at or after {@code to}; null is no bound. */
  public ScheduleBuilder between(@Nullable Instant from, @Nullable Instant to) {
    startAt = from;
    endAt = to;
    return this;
  }

  public ScheduleBuilder maxRuns(long value) {
    maxRuns = value;
    return this;
  }

  public ScheduleBuilder except(Exclusions value) {
    exclusions = value;
    return this;
  }

  /** Makes it. {@link Conflict} if there is a schedule of this name. */
  public ScheduleStatus create() {
    return schedules.create(draft());
  }

  /**
   * Makes it, or replaces the one of this name: for a program that declares its schedules at every
   * start. Others may do the same at once, or delete it: it stands as said here, before or after
   * what they say.
   */
  public ScheduleStatus createOrReplace() {
    return schedules.createOrReplace(draft());
  }

  private ScheduleDraft draft() {
    if (what == null) {
      throw new BadRequest("handler", "say what schedule \"" + id + "\" calls");
    }
    if (trigger == null) {
      throw new BadRequest("trigger", "say when schedule \"" + id + "\" fires");
    }
    return new ScheduleDraft(
        id,
        what.handler(),
        what.args(),
        trigger,
        new Policies(misfire, overlap, jitter, startAt, endAt, maxRuns, exclusions),
        what.priority(),
        what.timeout(),
        what.retry(),
        what.tags(),
        what.route(),
        null);
  }
}
