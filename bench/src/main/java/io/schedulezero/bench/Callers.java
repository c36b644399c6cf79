package io.schedulezero.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Ways to hand many things to a peer. */
final class Callers {
  private static final int BATCH = 1_000;

  private Callers() {}

  @FunctionalInterface
  interface Call<T> {
    void with(T item) throws Exception;
  }

  static <T> void one(List<T> items, Call<T> call) throws Exception {
    for (T item : items) {
      call.with(item);
    }
  }

  static <T> void batches(List<T> items, Call<List<T>> call) throws Exception {
    for (int from = 0; from < items.size(); from += BATCH) {
      call.with(items.subList(from, Math.min(from + BATCH, items.size())));
    }
  }

  /** Each caller makes its calls one after the other. */
  static <T> void many(List<T> items, Call<T> call) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(Scale.WORKERS);
    try {
      int share = (items.size() + Scale.WORKERS - 1) / Scale.WORKERS;
      List<Callable<Boolean>> callers = new ArrayList<>();
      for (int from = 0; from < items.size(); from += share) {
        List<T> part = items.subList(from, Math.min(from + share, items.size()));
        callers.add(
            () -> {
              one(part, call);
              return true;
            });
      }
      for (Future<Boolean> caller : threads.invokeAll(callers)) {
        caller.get();
      }
    } finally {
      threads.shutdown();
    }
  }
}
