package io.schedulezero.flow;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread on which the flow happens: it does what it is handed, takes a turn, and sleeps
 * until there is more to do or the next run is due.
 */
public final class FlowLoop implements Executor, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FlowLoop.class);
  private static final int TASKS_PER_TURN = 1_000;

  /** How long a jump of the system's clock can go unnoticed. */
  private static final Duration LONGEST_SLEEP = Duration.ofSeconds(5);

  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);

  private final ConcurrentLinkedQueue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final InstantSource clock;
  private final Turn turn;
  private final Thread thread;
  private volatile boolean asleep;
  private volatile boolean stopped;
  private volatile boolean ended;
  private volatile @Nullable Throwable lastFault;

  /** What happens once in every turn. */
  @FunctionalInterface
  public interface Turn {
    /** Returns when the next turn is needed at the latest; null if only a task needs one. */
    @Nullable Instant take();
  }

  public FlowLoop(Turn turn, InstantSource clock, ThreadFactory threads) {
    this.turn = turn;
    this.clock = clock;
    this.thread = threads.newThread(this::runUntilStopped);
  }

  public void start() {
    thread.start();
  }

  /**
   * Hands in a task, from any thread. Tasks happen in the order in which one thread handed them in.
   * After the end they happen at once, one at a time, so that whoever waits for an answer gets one.
   */
  @Override
  public void execute(Runnable task) {
    tasks.add(task);
    if (ended) {
      finishTasks();
    } else if (asleep) {
      LockSupport.unpark(thread);
    }
  }

  private synchronized void finishTasks() {
    for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
      perform(task);
    }
    perform(turn::take);
  }

  /**
   * One turn: some tasks, then the turn itself. Returns when the next one is needed at the latest.
   */
  public @Nullable Instant runOnce() {
    for (int i = 0; i < TASKS_PER_TURN; i++) {
      Runnable task = tasks.poll();
      if (task == null) {
        break;
      }
      perform(task);
    }
    return turn.take();
  }

  private void perform(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException | Error fault) {
      lastFault = fault;
      LOG.error("A step of the flow failed; the others go on", fault);
    }
  }

  private void runUntilStopped() {
    try {
      turnUntilStopped();
    } finally {
      end();
    }
  }

  private void end() {
    ended = true;
    finishTasks();
  }

  private void turnUntilStopped() {
    while (!stopped) {
      Instant next = null;
      try {
        next = runOnce();
      } catch (RuntimeException | Error fault) {
        lastFault = fault;
        LOG.error("A turn of the flow failed; it is tried again", fault);
        LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
      }
      sleepUntil(next);
    }
  }

  private void sleepUntil(@Nullable Instant next) {
    asleep = true;
    if (tasks.isEmpty() && !stopped) {
      Duration wait = next == null ? LONGEST_SLEEP : Duration.between(clock.instant(), next);
      if (wait.compareTo(LONGEST_SLEEP) > 0) {
        wait = LONGEST_SLEEP;
      }
      if (wait.compareTo(Duration.ZERO) > 0) {
        LockSupport.parkNanos(wait.toNanos());
      }
    }
    asleep = false;
  }

  /** {@code ok}, or what is wrong. */
  public String health() {
    if (thread.isAlive() || stopped) {
      return lastFault == null ? "ok" : "ok, after " + lastFault;
    }
    return "its thread has died: " + lastFault;
  }

  /** Ends the thread. What is handed in from then on happens at once. */
  @Override
  public void close() {
    stopped = true;
    if (thread.getState() == Thread.State.NEW) {
      end();
    } else if (Thread.currentThread() != thread) {
      LockSupport.unpark(thread);
      awaitEnd();
    }
  }

  /**
   * Whoever closes may have been interrupted; the thread goes on all the same, and is waited for.
   */
  private void awaitEnd() {
    boolean interrupted = Thread.interrupted();
    try {
      thread.join(CLOSE_WITHIN.toMillis());
    } catch (InterruptedException onceMore) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
