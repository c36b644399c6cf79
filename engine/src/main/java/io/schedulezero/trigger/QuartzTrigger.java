package io.schedulezero.trigger;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import org.jspecify.annotations.Nullable;
import org.quartz.Calendar;
import org.quartz.JobDataMap;
import org.quartz.JobKey;
import org.quartz.ScheduleBuilder;
import org.quartz.TriggerKey;
import org.quartz.impl.triggers.AbstractTrigger;

/**
 * Carries our fire times through Quartz. The job store works on clones of this and calls {@link
 * #triggered} on the stored one and on the one it hands out; both stay small, since keys and times
 * are shared.
 */
final class QuartzTrigger extends AbstractTrigger<QuartzTrigger> {
  private static final JobDataMap NO_DATA = new JobDataMap();

  private final transient @Nullable FireTimes times;
  private final transient InstantSource clock;
  private final TriggerKey key;
  private final JobKey jobKey;
  private transient @Nullable Nominal next;
  private transient @Nullable Nominal previous;
  private @Nullable Date nextDate;

  /**
   * A trigger whose first fire is known.
   *
   * @param times what follows after the first; nothing if null
   */
  QuartzTrigger(
      JobKey jobKey, int priority, @Nullable FireTimes times, Nominal first, InstantSource clock) {
    this.times = times;
    this.clock = clock;
    this.jobKey = jobKey;
    this.key = new TriggerKey(jobKey.getName(), jobKey.getGroup());
    setKey(key);
    setJobKey(jobKey);
    setPriority(priority);
    setMisfireInstruction(MISFIRE_INSTRUCTION_IGNORE_MISFIRE_POLICY);
    expect(first);
  }

  /** The fire that this was handed out for. */
  Nominal fired() {
    if (previous == null) {
      throw new IllegalStateException(key + " has not fired");
    }
    return previous;
  }

  /** Goes on to the next fire that is not due yet: one call stands for all that were missed. */
  @Override
  public void triggered(@Nullable Calendar calendar) {
    Nominal now = next;
    previous = now;
    expect(now == null || times == null ? null : times.afterDue(now.time(), clock.instant()));
  }

  private void expect(@Nullable Nominal fire) {
    next = fire;
    nextDate = fire == null ? null : Date.from(fire.fireAt());
  }

  @Override
  public TriggerKey getKey() {
    return key;
  }

  @Override
  public JobKey getJobKey() {
    return jobKey;
  }

  @Override
  public JobDataMap getJobDataMap() {
    return NO_DATA;
  }

  @Override
  public @Nullable Date computeFirstFireTime(@Nullable Calendar calendar) {
    return nextDate;
  }

  @Override
  public @Nullable Date getNextFireTime() {
    return nextDate;
  }

  @Override
  public @Nullable Date getPreviousFireTime() {
    return previous == null ? null : Date.from(previous.fireAt());
  }

  @Override
  public boolean mayFireAgain() {
    return next != null;
  }

  @Override
  public Date getStartTime() {
    return Date.from(Instant.EPOCH);
  }

  @Override
  public @Nullable Date getEndTime() {
    return null;
  }

  @Override
  public @Nullable Date getFinalFireTime() {
    return null;
  }

  @Override
  public @Nullable Date getFireTimeAfter(Date after) {
    Nominal fire = times == null ? null : times.after(after.toInstant());
    return fire == null ? null : Date.from(fire.fireAt());
  }

  /** Not asked for: misfires are ignored here and decided about in {@link CatchUp}. */
  @Override
  public void updateAfterMisfire(@Nullable Calendar calendar) {}

  /** Not asked for: exclusions are part of the fire times. */
  @Override
  public void updateWithNewCalendar(Calendar calendar, long misfireThreshold) {}

  @Override
  protected boolean validateMisfireInstruction(int instruction) {
    return instruction == MISFIRE_INSTRUCTION_IGNORE_MISFIRE_POLICY;
  }

  @Override
  public void setNextFireTime(Date time) {
    throw fixed();
  }

  @Override
  public void setPreviousFireTime(Date time) {
    throw fixed();
  }

  @Override
  public void setStartTime(Date time) {
    throw fixed();
  }

  @Override
  public void setEndTime(Date time) {
    throw fixed();
  }

  @Override
  public ScheduleBuilder<QuartzTrigger> getScheduleBuilder() {
    throw fixed();
  }

  private UnsupportedOperationException fixed() {
    return new UnsupportedOperationException("The fire times of " + key + " are computed");
  }
}
