package io.schedulezero.transport;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;
import zmq.ZObject;
import zmq.io.IOThread;

/**
 * The library's own threads, each of which carries a {@link Loop} beside the connections it serves.
 *
 * <p>A loop on a thread of its own would be handed each message by the library, and hand it each
 * answer: two more threads to wake on the way there and back. Worse, the library wakes a thread by
 * a byte that it counts after it has written it. A thread that is woken in between asks without a
 * pause until the byte is counted, and may keep the other, which has yet to count it, from its
 * processor for as long as the system lets it: 4 ms for one message on two busy processors.
 */
final class IoThreads implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(IoThreads.class);

  private final ZContext context;
  private final ThreadFactory threads;
  private final List<CompletableFuture<Runnable>> beginnings = new ArrayList<>();
  private final ScheduledThreadPoolExecutor timer;
  private final Finder finder;
  private int made;

  /** Finds a thread of the library, as a part of the library does. */
  private static final class Finder extends ZObject {
    Finder(ZObject relative) {
      super(relative);
    }

    IOThread find(int index) {
      return chooseIoThread(affinity(index));
    }
  }

  /**
   * @param count of the threads; on each of them a loop has to begin, or nothing happens there
   * @param died is told of a thread that ends before its time
   */
  IoThreads(int count, ThreadFactory threads, Thread.UncaughtExceptionHandler died) {
    this.threads = threads;
    this.context = new ZContext(count);
    for (int i = 0; i < count; i++) {
      beginnings.add(new CompletableFuture<>());
    }
    context.setLinger(0);
    context.setNotificationExceptionHandler(
        (thread, e) -> LOG.debug("{} goes on after bad input", thread.getName(), e));
    context.setThreadFactor(
        (task, name) -> {
          Thread thread = threads.newThread(name.startsWith("iothread") ? begun(task) : task);
          thread.setName(thread.getName() + "-" + name);
          thread.setDaemon(true);
          thread.setUncaughtExceptionHandler(died); // the library's own reaches no such thread
          return thread;
        });
    this.timer = new ScheduledThreadPoolExecutor(1, this::another);
    timer.setRemoveOnCancelPolicy(true);
    try (ZMQ.Socket first = context.createSocket(SocketType.PAIR)) { // the threads begin with it
      this.finder = new Finder(first.base());
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /** They are made in their order. */
  private Runnable begun(Runnable task) {
    CompletableFuture<Runnable> beginning = beginnings.get(made++);
    return () -> {
      beginning.join().run();
      task.run();
    };
  }

  ZContext context() {
    return context;
  }

  /** The option of a socket whose connections are to be served by that thread. */
  static long affinity(int index) {
    return 1L << index;
  }

  /** Lets a thread begin with a task. */
  void begin(int index, Runnable task) {
    beginnings.get(index).complete(task);
  }

  /** On that thread. */
  IOThread thread(int index) {
    return finder.find(index);
  }

  /** Does that on a thread of its own, however the clock is set meanwhile. */
  Future<?> after(long nanos, Runnable task) {
    return timer.schedule(task, nanos, TimeUnit.NANOSECONDS);
  }

  /** Makes a thread that is not the library's. */
  Thread another(Runnable task) {
    Thread thread = threads.newThread(task);
    thread.setDaemon(true);
    return thread;
  }

  /** Ends all of them. Takes as long as it takes, and must not be called on one of them. */
  @Override
  public void close() {
    timer.shutdownNow();
    beginnings.forEach(beginning -> beginning.complete(() -> {}));
    context.close();
  }
}
