package io.schedulezero.transport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that may touch a socket: it does what it is handed, takes what has come, takes a
 * turn, and sleeps until there is more or the turn wants to be taken again.
 */
final class Loop implements Executor {
  private static final Logger LOG = LoggerFactory.getLogger(Loop.class);
  private static final int AT_ONCE = 256;
  private static final long LONGEST_SLEEP = TimeUnit.SECONDS.toNanos(1);
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(3);

  private final Queue<Runnable> commands = new ConcurrentLinkedQueue<>();
  private final LongSupplier nanoTime;
  private final Selector selector;
  private final Work work;
  private final Thread thread;
  private final Pace pace;
  private @Nullable String lastFault;
  private volatile boolean closing;
  private volatile boolean ended;
  private volatile @Nullable Throwable failure;

  /** What there is to do; all of it on the thread of the loop. */
  interface Work {
    /** Takes one message, if there is one. */
    boolean receive();

    /** Whether there is a message of which no channel will tell. */
    boolean hasInput();

    /** What is left to do when all that came is taken; returns after how many nanos again. */
    long turn(long now);

    /** What cannot wait until all that comes is taken, because it may never be. */
    default void tidy(long now) {}

    /** The last that happens. */
    void end();
  }

  Loop(Work work, ThreadFactory threads, LongSupplier nanoTime) {
    this.work = work;
    this.nanoTime = nanoTime;
    this.selector = openSelector();
    this.pace = new Pace(nanoTime.getAsLong());
    this.thread = threads.newThread(this::runUntilClosed);
    thread.setDaemon(true);
  }

  private static Selector openSelector() {
    try {
      return Selector.open();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void start() {
    thread.start();
  }

  /** Wakes when there is something to read; before the start, or on its thread. */
  void watch(SelectableChannel channel) {
    try {
      channel.register(selector, SelectionKey.OP_READ);
    } catch (ClosedChannelException e) {
      throw new UncheckedIOException(e);
    }
  }

  void unwatch(SelectableChannel channel) {
    SelectionKey key = channel.keyFor(selector);
    if (key != null) {
      key.cancel();
    }
  }

  @Override
  public void execute(Runnable command) {
    if (!ended) {
      commands.add(command);
      wakeUp();
    }
  }

  private void wakeUp() {
    if (Thread.currentThread() != thread) {
      selector.wakeup();
    }
  }

  void mustBeOwn() {
    if (Thread.currentThread() != thread) {
      throw new IllegalStateException(
          "only " + thread.getName() + " may do this, not " + Thread.currentThread().getName());
    }
  }

  /** Does what was handed in and ends; the caller waits for it, but not for ever. */
  void close() {
    closing = true;
    wakeUp();
    if (Thread.currentThread() == thread) {
      return;
    }
    try {
      thread.join(CLOSE_WITHIN.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (thread.isAlive()) {
      LOG.error("{} did not end within {}; its threads are left behind", name(), CLOSE_WITHIN);
    }
  }

  private String name() {
    return thread.getName();
  }

  boolean hasEnded() {
    return ended;
  }

  /** How long its longest turn took lately, in which nothing else could be done. */
  Duration longestTurn() {
    return pace.longest();
  }

  /** Why it ended before it was closed; null if it did not. */
  @Nullable Throwable failure() {
    return failure;
  }

  private void runUntilClosed() {
    try {
      while (!closing || !commands.isEmpty()) {
        runOnce();
      }
    } catch (RuntimeException | Error e) {
      failure = e;
      LOG.error("{} has ended: nothing is received or sent any more until a restart", name(), e);
    } finally {
      ended = true;
      guarded(work::end);
      closeSelector();
    }
  }

  private void runOnce() {
    long began = nanoTime.getAsLong();
    Thread.interrupted(); // nobody has a reason to, and the library would drop a message
    int done = runCommands();
    int received = 0;
    while (received < AT_ONCE && work.receive()) {
      received++;
    }
    boolean drained = received < AT_ONCE;
    work.tidy(nanoTime.getAsLong());
    long sleep = drained ? work.turn(nanoTime.getAsLong()) : 0;
    boolean idle = drained && commands.isEmpty() && !work.hasInput();
    pace.turned(began, nanoTime.getAsLong());
    if (idle) {
      boolean woken = sleep(sleep);
      if (woken && done + received == 0) {
        letOthersRun();
      }
    }
  }

  private int runCommands() {
    int done = 0;
    for (; done < AT_ONCE; done++) {
      Runnable command = commands.poll();
      if (command == null) {
        break;
      }
      guarded(command);
    }
    return done;
  }

  /** Returns whether a channel ended it. */
  private boolean sleep(long nanos) {
    long atMost = Math.max(0, Math.min(nanos, LONGEST_SLEEP));
    long millis = (atMost + TimeUnit.MILLISECONDS.toNanos(1) - 1) / 1_000_000;
    try {
      int ready = millis == 0 || closing ? selector.selectNow() : selector.select(millis);
      selector.selectedKeys().clear();
      return ready > 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The library signals a moment before there is something, and that thread has to get on. */
  @SuppressWarnings("ThreadPriorityCheck") // measured: without it up to 200 turns for one message
  private static void letOthersRun() {
    Thread.yield();
  }

  /** What others wrote may fail without an end to the loop. */
  void guarded(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException | Error e) {
      String fault = e.toString();
      if (fault.equals(lastFault)) {
        LOG.debug("{} goes on after the same fault", name(), e);
      } else {
        LOG.error("{} goes on after a fault; the same again is logged at DEBUG", name(), e);
      }
      lastFault = fault;
    }
  }

  /** Instead of a start. */
  void discard() {
    ended = true;
    closeSelector();
  }

  private void closeSelector() {
    try {
      selector.close();
    } catch (IOException e) {
      LOG.debug("{} could not close its selector", name(), e);
    }
  }
}
