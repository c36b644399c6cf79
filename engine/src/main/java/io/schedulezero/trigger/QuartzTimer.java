package io.schedulezero.trigger;

import io.schedulezero.run.ScheduleId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.quartz.JobDetail;
import org.quartz.JobExecutionContext;
import org.quartz.JobKey;
import org.quartz.SchedulerException;
import org.quartz.Trigger;
import org.quartz.TriggerKey;
import org.quartz.core.QuartzScheduler;
import org.quartz.core.QuartzSchedulerResources;
import org.quartz.impl.DefaultThreadExecutor;
import org.quartz.impl.StdJobRunShellFactory;
import org.quartz.impl.StdScheduler;
import org.quartz.simpl.CascadingClassLoadHelper;
import org.quartz.simpl.RAMJobStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Quartz as a timer: it keeps the order of what is armed and wakes up in time, on one daemon thread
 * {@code sz-timer}. When to fire comes from {@link FireTimes}, what to do about the past from
 * {@link CatchUp}, and nothing is stored, so that Quartz never decides about a fire.
 */
public final class QuartzTimer implements Timer {
  private static final Logger LOG = LoggerFactory.getLogger(QuartzTimer.class);

  /** How much Quartz does at once, while it holds its lock. */
  private static final int BATCH = 500;

  /** How long a jump of the system's clock can go unnoticed. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

  /** More than this, in nanoseconds, means that the system's clock has just been set back. */
  private static final long MOST_EARLY = 10_000_000;

  private final InstantSource clock;
  private final QuartzScheduler scheduler;
  private final Object calling = new Object();
  private final CountDownLatch closed = new CountDownLatch(1);
  private @Nullable Firing firing;

  /**
   * A timer that nothing is armed in.
   *
   * @param clock the system's, since Quartz knows no other
   */
  public QuartzTimer(InstantSource clock) {
    this.clock = clock;
    QuartzSchedulerResources resources = new QuartzSchedulerResources();
    RAMJobStore store = new RAMJobStore();
    StdJobRunShellFactory shells = new StdJobRunShellFactory();
    resources.setName("sz-timer");
    resources.setInstanceId("sz-timer");
    resources.setThreadName("sz-timer");
    resources.setMakeSchedulerThreadDaemon(true);
    resources.setThreadExecutor(new DefaultThreadExecutor());
    resources.setThreadPool(new QuartzInlineThreads(BATCH));
    resources.setMaxBatchSize(BATCH);
    resources.setJobStore(store);
    resources.setJobRunShellFactory(shells);
    try {
      scheduler = new QuartzScheduler(resources, LONGEST_WAIT.toMillis(), 0);
      store.initialize(new CascadingClassLoadHelper(), scheduler.getSchedulerSignaler());
      shells.initialize(new StdScheduler(scheduler));
      scheduler.setJobFactory((bundle, quartz) -> this::fire);
    } catch (SchedulerException e) {
      throw new IllegalStateException("The timer cannot be set up: " + e.getMessage(), e);
    }
  }

  @Override
  public void start(Firing to) {
    synchronized (calling) {
      firing = to;
    }
    quartz("started", scheduler::start);
  }

  @Override
  public void arm(ScheduleId id, int priority, FireTimes times, Instant after) {
    armAll(List.of(new Armed(id, priority, times, after)));
  }

  @Override
  public void armAll(Collection<Armed> schedules) {
    List<QuartzTrigger> triggers = new ArrayList<>();
    List<ScheduleId> ended = new ArrayList<>();
    for (Armed each : schedules) {
      Nominal first = each.times().after(each.after());
      if (first == null) {
        ended.add(each.id());
      } else {
        triggers.add(
            new QuartzTrigger(keyOf(each.id()), each.priority(), each.times(), first, clock));
      }
    }
    store(triggers);
    disarmAll(ended);
  }

  @Override
  public void armOnce(ScheduleId id, int priority, Instant at) {
    store(List.of(new QuartzTrigger(keyOf(id), priority, null, new Nominal(at, at, null), clock)));
  }

  private void store(List<QuartzTrigger> triggers) {
    for (int from = 0; from < triggers.size(); from += BATCH) {
      Map<JobDetail, Set<? extends Trigger>> batch = new LinkedHashMap<>();
      for (QuartzTrigger each : triggers.subList(from, Math.min(from + BATCH, triggers.size()))) {
        batch.put(new QuartzJob(each.getJobKey()), Set.of(each));
      }
      quartz("armed", () -> scheduler.scheduleJobs(batch, true));
    }
  }

  @Override
  public void disarm(ScheduleId id) {
    disarmAll(List.of(id));
  }

  @Override
  public void disarmAll(Collection<ScheduleId> ids) {
    List<TriggerKey> keys = ids.stream().map(id -> new TriggerKey(id.value())).toList();
    for (int from = 0; from < keys.size(); from += BATCH) {
      List<TriggerKey> batch = keys.subList(from, Math.min(from + BATCH, keys.size()));
      quartz("disarmed", () -> scheduler.unscheduleJobs(batch));
    }
  }

  private void fire(JobExecutionContext context) {
    QuartzTrigger trigger = (QuartzTrigger) context.getTrigger();
    Nominal fire = trigger.fired();
    ScheduleId id = new ScheduleId(trigger.getKey().getName());
    try {
      awaitTime(fire.fireAt());
      synchronized (calling) {
        if (firing != null && closed.getCount() > 0) {
          firing.fired(id, fire.time());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.error("The fire of schedule {} at {} failed; the next stays armed", id, fire.time(), e);
    }
  }

  /** Quartz fires what is due within two milliseconds; nothing may run before its time. */
  private void awaitTime(Instant time) throws InterruptedException {
    long early = clock.instant().until(time, ChronoUnit.NANOS);
    while (early > 0 && early <= MOST_EARLY && !closed.await(early, TimeUnit.NANOSECONDS)) {
      early = clock.instant().until(time, ChronoUnit.NANOS);
    }
  }

  @Override
  public void close() {
    synchronized (calling) {
      closed.countDown();
    }
    scheduler.shutdown(false);
  }

  private void quartz(String what, QuartzCall call) {
    if (closed.getCount() == 0) {
      return;
    }
    try {
      call.run();
    } catch (SchedulerException e) {
      if (closed.getCount() > 0) {
        throw new IllegalStateException("The timer cannot be " + what + ": " + e.getMessage(), e);
      }
    }
  }

  private static JobKey keyOf(ScheduleId id) {
    return new JobKey(id.value());
  }

  private interface QuartzCall {
    void run() throws SchedulerException;
  }
}
