package io.schedulezero.bench.peer;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** {@code ScheduledThreadPoolExecutor}: nothing is stored, nothing survives; the reference. */
public final class JdkPeer implements Peer {
  private final ScheduledThreadPoolExecutor executor;
  private final Map<String, Future<?>> schedules = new ConcurrentHashMap<>();

  public JdkPeer(int workers) {
    executor = new ScheduledThreadPoolExecutor(workers);
    executor.setRemoveOnCancelPolicy(true);
  }

  @Override
  public void submit(String arg) {
    executor.execute(() -> Tally.ran(arg));
  }

  @Override
  public void submitAll(List<String> args) {
    args.forEach(this::submit);
  }

  @Override
  public void submitAt(Instant due, String arg) {
    Future<?> unused =
        executor.schedule(() -> Tally.ran(arg), nanosUntil(due), TimeUnit.NANOSECONDS);
  }

  @Override
  public void schedule(Repetition repetition) {
    Fires fires = new Fires(repetition.first(), repetition.every());
    long delay = nanosUntil(repetition.first());
    long every = repetition.every().toNanos();
    schedules.put(
        repetition.id(), executor.scheduleAtFixedRate(fires, delay, every, TimeUnit.NANOSECONDS));
  }

  @Override
  public void scheduleAll(List<Repetition> repetitions) {
    repetitions.forEach(this::schedule);
  }

  @Override
  public void unschedule(String id) {
    Future<?> schedule = schedules.remove(id);
    if (schedule != null) {
      schedule.cancel(false);
    }
  }

  @Override
  public void unscheduleAll(List<String> ids) {
    ids.forEach(this::unschedule);
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }

  private static long nanosUntil(Instant due) {
    return Duration.between(Instant.now(), due).toNanos();
  }

  private static final class Fires implements Runnable {
    private final Duration every;
    private Instant next;

    private Fires(Instant first, Duration every) {
      this.next = first;
      this.every = every;
    }

    @Override
    public void run() {
      Tally.fired(next);
      next = next.plus(every);
    }
  }
}
