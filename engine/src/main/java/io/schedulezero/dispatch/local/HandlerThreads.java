package io.schedulezero.dispatch.local;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads that handlers run on: virtual ones where the runtime has them, else a pool that
 * shrinks when idle.
 */
final class HandlerThreads implements AutoCloseable {
  private static final int IDLE_SECONDS = 30;

  private final ExecutorService executor;

  HandlerThreads(int slots, ThreadFactory platformThreads) {
    this.executor = hasVirtualThreads() ? virtual() : pool(slots, platformThreads);
  }

  void execute(Runnable execution) {
    executor.execute(execution);
  }

  /** A thread is stuck in an abandoned handler: its slot gets another one. */
  synchronized void replaceOne() {
    resize(1);
  }

  /** A stuck thread has come back. */
  synchronized void replacementGoes() {
    resize(-1);
  }

  private void resize(int change) {
    if (executor instanceof ThreadPoolExecutor pool) {
      int size = pool.getCorePoolSize() + change;
      if (change > 0) {
        pool.setMaximumPoolSize(size);
        pool.setCorePoolSize(size);
      } else {
        pool.setCorePoolSize(size);
        pool.setMaximumPoolSize(size);
      }
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }

  private static ExecutorService pool(int slots, ThreadFactory threads) {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            slots, slots, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads);
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  private static boolean hasVirtualThreads() {
    return Runtime.version().feature() >= 21;
  }

  /** Compiled for 17, so what came with 21 is looked up. */
  private static ExecutorService virtual() {
    try {
      MethodHandle create =
          MethodHandles.publicLookup()
              .findStatic(
                  Executors.class,
                  "newVirtualThreadPerTaskExecutor",
                  MethodType.methodType(ExecutorService.class));
      return (ExecutorService) create.invokeExact();
    } catch (Throwable impossible) {
      throw new LinkageError("This runtime says it has virtual threads, but", impossible);
    }
  }
}
