package io.schedulezero;

import io.schedulezero.handler.Calls.Call0;
import io.schedulezero.handler.Calls.Call1;
import io.schedulezero.handler.Calls.Call2;
import io.schedulezero.handler.Calls.Call3;
import io.schedulezero.handler.Calls.ContextCall0;
import io.schedulezero.handler.Calls.ContextCall1;
import io.schedulezero.schedule.Dst;
import io.schedulezero.schedule.Exclusions;
import io.schedulezero.schedule.Misfire;
import io.schedulezero.schedule.Overlap;
import io.schedulezero.schedule.Policies;
import io.schedulezero.schedule.Trigger;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A schedule in the making: what it calls, when, and under which policies. */
public final class ScheduleBuilder {
  private final Schedules schedules;
  private final References references;
  private final String id;
  private @Nullable RunRequest what;
  private @Nullable Trigger trigger;
  private Policies policies = Policies.DEFAULT;

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

  /** As {@link #calls(Call0)} for a method whose first parameter is its context. */
  public ScheduleBuilder calls(ContextCall0 method) {
    return runs(references.request(method));
  }

  public <A extends @Nullable Object> ScheduleBuilder calls(ContextCall1<A> method, A first) {
    return runs(references.request(method, first));
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

  /** Again and again, from the end of a run to the start of the next. */
  public ScheduleBuilder everyAfterCompletion(Duration interval) {
    return on(new Trigger.Interval(interval, null, Trigger.Anchor.COMPLETION));
  }

  /**
   * By a cron expression.
   *
   * @param zone such as {@code Europe/Berlin}
   */
  public ScheduleBuilder cron(String expression, String zone) {
    try {
      return on(new Trigger.Cron(expression, ZoneId.of(zone), Dst.DEFAULT));
    } catch (DateTimeException unknown) {
      throw new BadRequest(
          "trigger.timezone", "\"" + zone + "\" is not a time zone such as Europe/Berlin");
    }
  }

  public ScheduleBuilder misfire(Misfire value) {
    policies =
        new Policies(
            value,
            policies.overlap(),
            policies.jitter(),
            policies.startAt(),
            policies.endAt(),
            policies.maxRuns(),
            policies.exclusions());
    return this;
  }

  public ScheduleBuilder overlap(Overlap value) {
    policies =
        new Policies(
            policies.misfire(),
            value,
            policies.jitter(),
            policies.startAt(),
            policies.endAt(),
            policies.maxRuns(),
            policies.exclusions());
    return this;
  }

  public ScheduleBuilder jitter(Duration value) {
    policies =
        new Policies(
            policies.misfire(),
            policies.overlap(),
            value,
            policies.startAt(),
            policies.endAt(),
            policies.maxRuns(),
            policies.exclusions());
    return this;
  }

  /** No fire before {@code from}, none at or after {@code to}; null is no bound. */
  public ScheduleBuilder between(@Nullable Instant from, @Nullable Instant to) {
    policies =
        new Policies(
            policies.misfire(),
            policies.overlap(),
            policies.jitter(),
            from,
            to,
            policies.maxRuns(),
            policies.exclusions());
    return this;
  }

  public ScheduleBuilder maxRuns(long value) {
    policies =
        new Policies(
            policies.misfire(),
            policies.overlap(),
            policies.jitter(),
            policies.startAt(),
            policies.endAt(),
            value,
            policies.exclusions());
    return this;
  }

  public ScheduleBuilder except(Exclusions value) {
    policies =
        new Policies(
            policies.misfire(),
            policies.overlap(),
            policies.jitter(),
            policies.startAt(),
            policies.endAt(),
            policies.maxRuns(),
            value);
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
        policies,
        what.priority(),
        what.timeout(),
        what.retry(),
        what.tags(),
        null);
  }
}
