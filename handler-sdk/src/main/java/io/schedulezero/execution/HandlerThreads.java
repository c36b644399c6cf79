package io.schedulezero.execution;

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
 * The threads that handlers run on: virtual ones where the runtime has them, named {@code sz-run-1}
 * and on, else a pool that shrinks when idle.
 */
final class HandlerThreads implements AutoCloseable {
  private static final int IDLE_SECONDS = 30;
  private static final String NAME = "sz-run-";

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
      MethodHandles.Lookup jdk = MethodHandles.publicLookup();
      Class<?> builder = Class.forName("java.lang.Thread$Builder$OfVirtual");
      MethodHandle ofVirtual =
          jdk.findStatic(Thread.class, "ofVirtual", MethodType.methodType(builder));
      MethodHandle name =
          jdk.findVirtual(
              builder, "name", MethodType.methodType(builder, String.class, long.class));
      MethodHandle factory =
          jdk.findVirtual(builder, "factory", MethodType.methodType(ThreadFactory.class));
      MethodHandle executor =
          jdk.findStatic(
              Executors.class,
              "newThreadPerTaskExecutor",
              MethodType.methodType(ExecutorService.class, ThreadFactory.class));
      Object named = name.invoke(ofVirtual.invoke(), NAME, 1L);
      return (ExecutorService) executor.invoke((ThreadFactory) factory.invoke(named));
    } catch (Throwable impossible) {
      throw new LinkageError("This runtime says it has virtual threads, but", impossible);
    }
  }
}
