package io.schedulezero;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Where the engine's threads are made. They are {@code sz-flow}, {@code sz-journal}, {@code
 * sz-run-…}, {@code sz-housekeeping-…} and those of the timer. Only {@code sz-flow} keeps the
 * program alive.
 */
final class Threads {
  private Threads() {}

  /** One thread of this name. */
  static ThreadFactory one(String name, boolean daemon) {
    return task -> thread(task, name, daemon);
  }

  /** Daemon threads, numbered. */
  static ThreadFactory many(String name) {
    AtomicInteger count = new AtomicInteger();
    return task -> thread(task, name + "-" + count.incrementAndGet(), true);
  }

  private static Thread thread(Runnable task, String name, boolean daemon) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(daemon);
    return thread;
  }
}
