package io.schedulezero.bench.remote;

import io.schedulezero.Builder;
import io.schedulezero.RunRequest;
import io.schedulezero.ScheduleZero;
import io.schedulezero.dispatch.remote.WorkerStatus;
import io.schedulezero.handler.Handler;
import io.schedulezero.run.RunFilter;
import io.schedulezero.run.RunState;
import io.schedulezero.worker.Worker;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeoutException;

/** A scheduler in this process, and workers in others. */
public final class OurWorkers implements Elsewhere {
  private static final Set<RunState> UNDER_WAY = EnumSet.of(RunState.QUEUED, RunState.RUNNING);
  private static final RunRequest NOOP = RunRequest.of("noop", "{\"arg\":\"argument-1234\"}");
  private static final int BATCH = 1_000;
  private static final Duration UNTIL_CONNECTED = Duration.ofSeconds(30);

  private final ScheduleZero sz;
  private final Processes processes = new Processes();

  private OurWorkers(ScheduleZero sz) {
    this.sz = sz;
  }

  /** In worker processes. */
  public static Elsewhere elsewhere(Builder builder) throws Exception {
    OurWorkers made = new OurWorkers(builder.workers("tcp://127.0.0.1:0").start());
    made.startWorkers();
    return made;
  }

  /** In this process. */
  public static Elsewhere here(Builder builder) {
    return new OurWorkers(builder.handlers(new Handlers()).slots(PROCESSES * WINDOW).start());
  }

  private void startWorkers() throws Exception {
    for (int i = 0; i < PROCESSES; i++) {
      processes.start(Host.class, sz.workersAddress().orElseThrow(), "worker-" + i);
    }
    long deadline = System.nanoTime() + UNTIL_CONNECTED.toNanos();
    while (ready() < PROCESSES) {
      pause(deadline, "not all workers have connected");
    }
  }

  private long ready() {
    return sz.workers().list().stream()
        .filter(worker -> worker.state() == WorkerStatus.State.READY)
        .count();
  }

  @Override
  public void many(int jobs, Duration patience) throws Exception {
    List<RunRequest> batch = Collections.nCopies(BATCH, NOOP);
    for (int i = 0; i < jobs; i += BATCH) {
      sz.runs().submitAll(batch);
    }
    long deadline = System.nanoTime() + patience.toNanos();
    while (!sz.runs().list(RunFilter.ALL.withStates(UNDER_WAY), null, 1).items().isEmpty()) {
      pause(deadline, "not all jobs have ended");
    }
  }

  private static void pause(long deadline, String why) throws Exception {
    if (System.nanoTime() > deadline) {
      throw new TimeoutException(why);
    }
    Thread.sleep(1);
  }

  @Override
  public void one() {
    sz.run(NOOP).await();
  }

  @Override
  public void close() {
    processes.close();
    sz.close();
  }

  /** A worker process. */
  static final class Host {
    private Host() {}

    public static void main(String[] args) throws InterruptedException {
      Worker worker =
          Worker.builder()
              .connect(args[0])
              .name(args[1])
              .handlers(new Handlers())
              .slots(WINDOW)
              .start();
      worker.awaitEnd();
    }
  }

  static final class Handlers {
    @Handler
    void noop(String arg) {}
  }
}
