package io.schedulezero.transport;

import java.nio.channels.SelectableChannel;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zmq.io.IOObject;
import zmq.poll.IPollEvents;
import zmq.poll.Poller;

/**
 * The one thread that may touch a socket: it does what it is handed, takes what has come, takes a
 * turn, and leaves the thread to the library until there is more or the turn wants to be taken
 * again.
 */
final class Loop implements Executor {
  private static final Logger LOG = LoggerFactory.getLogger(Loop.class);
  private static final int AT_ONCE = 256;

  /** So long the library's other work waits, and what comes meanwhile waits in the network. */
  private static final long LONGEST_TURN = TimeUnit.MILLISECONDS.toNanos(20);

  private static final int BETWEEN_LOOKS = 32;
  private static final long LONGEST_SLEEP = TimeUnit.SECONDS.toNanos(1);
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(3);

  private final Queue<Runnable> commands = new ConcurrentLinkedQueue<>();
  private final AtomicReference<State> state = new AtomicReference<>(State.ASLEEP);
  private final CountDownLatch over = new CountDownLatch(1);
  private final LongSupplier nanoTime;
  private final IoThreads threads;
  private final int index;
  private final Alarm alarm = Alarm.open();
  private final Work work;
  private final Pace pace;
  private final Map<SelectableChannel, Poller.Handle> watched = new HashMap<>();
  private final Input input = new Input();
  private @Nullable IOObject poller;
  private @Nullable IOObject alarms;
  private Poller.@Nullable Handle alarmHandle;
  private @Nullable Future<?> timer;
  private long timerAt;
  private volatile boolean timeIsUp;
  private @Nullable String lastFault;
  private volatile @Nullable Thread thread;
  private volatile boolean closing;
  private volatile boolean ended;
  private volatile @Nullable Throwable failure;

  /** Who hands in a command wakes the loop only if nobody has done so and it would not look. */
  private enum State {
    AWAKE,
    ASLEEP,
    WOKEN
  }

  /** What there is to do; all of it on the thread of the loop, but the farewell. */
  interface Work {
    /** Takes one message, if there is one. */
    boolean receive();

    /** Whether there is a message of which no channel will tell. */
    boolean hasInput();

    /** What is left to do when all that came is taken; returns after how many nanos again. */
    long turn(long now);

    /** What cannot wait until all that comes is taken, because it may never be. */
    default void tidy(long now) {}

    /** The last that happens on the thread. */
    void end();

    /** What has to wait for the thread; on another. */
    default void farewell() {}
  }

  /** Something has come for a socket. */
  private final class Input implements IPollEvents {
    @Override
    public void inEvent() {
      take();
    }
  }

  /** Somebody has woken the loop. */
  private final class Ring implements IPollEvents {
    @Override
    public void inEvent() {
      alarm.silence();
      take();
    }
  }

  /**
   * @param index of the thread of the library that carries it, which carries no other
   */
  Loop(Work work, IoThreads threads, int index, LongSupplier nanoTime) {
    this.work = work;
    this.threads = threads;
    this.index = index;
    this.nanoTime = nanoTime;
    this.pace = new Pace(nanoTime.getAsLong());
  }

  /**
   * @param first the channel whose input it takes; null if there is none yet
   */
  void start(@Nullable SelectableChannel first) {
    threads.begin(index, () -> begin(first));
  }

  private void begin(@Nullable SelectableChannel first) {
    thread = Thread.currentThread();
    poller = object(input);
    alarms = object(new Ring());
    alarmHandle = alarms.addFd(alarm.channel());
    alarms.setPollIn(alarmHandle);
    if (first != null) {
      watch(first);
    }
    take();
  }

  private IOObject object(IPollEvents events) {
    IOObject made = new IOObject(threads.thread(index), events);
    made.plug();
    return made;
  }

  /** Is told when there is something to read, on its thread. */
  void watch(SelectableChannel channel) {
    mustBeOwn();
    Poller.Handle handle = own().addFd(channel);
    watched.put(channel, handle);
    own().setPollIn(handle);
  }

  void unwatch(SelectableChannel channel) {
    mustBeOwn();
    Poller.Handle handle = watched.remove(channel);
    if (handle != null) {
      own().removeHandle(handle);
    }
  }

  private IOObject own() {
    IOObject own = poller;
    if (own == null) {
      throw new IllegalStateException("not started");
    }
    return own;
  }

  @Override
  public void execute(Runnable command) {
    if (!ended) {
      commands.add(command);
      wakeUp();
    }
  }

  private void wakeUp() {
    if (state.compareAndSet(State.ASLEEP, State.WOKEN)) {
      alarm.ring();
    }
  }

  boolean isOwn() {
    return Thread.currentThread() == thread;
  }

  void mustBeOwn() {
    if (!isOwn()) {
      throw new IllegalStateException(
          "only " + name() + " may do this, not " + Thread.currentThread().getName());
    }
  }

  /** Does what was handed in and ends; the caller waits for it, but not for ever. */
  void close() {
    closing = true;
    wakeUp();
    if (isOwn()) {
      return;
    }
    try {
      if (!over.await(CLOSE_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.error("{} did not end within {}; its threads are left behind", name(), CLOSE_WITHIN);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private String name() {
    Thread own = thread;
    return own == null ? "a thread that has not begun" : own.getName();
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

  private void take() {
    if (ended) {
      return;
    }
    try {
      takeOnce();
    } catch (RuntimeException | Error e) {
      failure = e;
      LOG.error("{} has ended: nothing is received or sent any more until a restart", name(), e);
      end();
    }
  }

  private void takeOnce() {
    state.set(State.AWAKE);
    long began = nanoTime.getAsLong();
    if (timeIsUp) {
      timeIsUp = false;
      timer = null;
    }
    Thread.interrupted(); // nobody has a reason to, and the library would drop a message
    runCommands();
    boolean drained = receive();
    work.tidy(nanoTime.getAsLong());
    long sleep = drained ? work.turn(nanoTime.getAsLong()) : 0;
    boolean hasMore = !drained || work.hasInput();
    pace.turned(began, nanoTime.getAsLong());
    if (closing && commands.isEmpty()) {
      end();
      return;
    }
    wakeIn(sleep);
    state.set(State.ASLEEP);
    if (hasMore || closing || timeIsUp || !commands.isEmpty()) {
      wakeUp(); // after the library has done what it has to
    }
  }

  /** Returns whether all that was there is taken; nothing new comes meanwhile. */
  private boolean receive() {
    long until = nanoTime.getAsLong() + LONGEST_TURN;
    for (int received = 1; work.receive(); received++) {
      if (received % BETWEEN_LOOKS == 0 && nanoTime.getAsLong() - until > 0) {
        return false;
      }
    }
    return true;
  }

  private void runCommands() {
    for (int done = 0; done < AT_ONCE; done++) {
      Runnable command = commands.poll();
      if (command == null) {
        break;
      }
      guarded(command);
    }
  }

  /**
   * One that is set for an earlier time stays: it is set anew when it has come. The library's own
   * timers would not do: they stand still when the clock is set back.
   */
  private void wakeIn(long nanos) {
    long atMost = Math.max(0, Math.min(nanos, LONGEST_SLEEP));
    long at = nanoTime.getAsLong() + atMost;
    if (timer != null && timerAt - at <= 0) {
      return;
    }
    cancelTimer();
    timer = threads.after(atMost, this::timeIsUp);
    timerAt = at;
  }

  private void timeIsUp() {
    timeIsUp = true;
    wakeUp();
  }

  private void cancelTimer() {
    if (timer != null) {
      timer.cancel(false);
      timer = null;
    }
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

  private void end() {
    ended = true;
    guarded(this::letGo);
    guarded(work::end);
    threads.another(this::leave).start();
  }

  private void letGo() {
    cancelTimer();
    watched.values().forEach(own()::removeHandle);
    watched.clear();
    if (alarms != null && alarmHandle != null) {
      alarms.removeHandle(alarmHandle);
    }
  }

  private void leave() {
    guarded(work::farewell);
    alarm.close();
    over.countDown();
  }

  /** Its thread has ended, in the middle of what the library does: nothing can be saved. */
  void died(Thread dead, Throwable why) {
    if (dead == thread) {
      failure = why;
      ended = true;
      commands.clear();
      over.countDown();
    }
  }

  /** Instead of a start. */
  void discard() {
    ended = true;
    alarm.close();
    over.countDown();
  }
}
