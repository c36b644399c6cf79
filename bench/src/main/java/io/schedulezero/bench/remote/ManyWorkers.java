package io.schedulezero.bench.remote;

import io.schedulezero.ScheduleZero;
import io.schedulezero.dispatch.remote.WorkerStatus.State;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/**
 * A scheduler in this process that a thousand workers are connected to, all in one other process.
 */
public final class ManyWorkers implements AutoCloseable {
  /** As many as a server takes. */
  public static final int COUNT = 1_000;

  private final ScheduleZero sz =
      ScheduleZero.builder().inMemory().workers("tcp://127.0.0.1:0").start();
  private final Processes processes = new Processes();

  /** Returns when all are connected. */
  public void connect(Duration patience) throws Exception {
    processes.start(Crowd.class, sz.workersAddress().orElseThrow(), Integer.toString(COUNT));
    long deadline = System.nanoTime() + patience.toNanos();
    while (connected() < COUNT) {
      if (System.nanoTime() > deadline) {
        throw new TimeoutException(connected() + " of " + COUNT + " workers have connected");
      }
      Thread.sleep(10);
    }
  }

  /** How many are there and give signs of life. */
  public long connected() {
    return sz.workers().list().stream().filter(worker -> worker.state() == State.READY).count();
  }

  @Override
  public void close() {
    processes.close();
    sz.close();
  }
}
