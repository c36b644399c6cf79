package io.schedulezero.notify;

import io.schedulezero.run.Run;
import io.schedulezero.run.RunId;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Those who wait for a run to finish. Callable from any thread. */
public final class Waiters implements EngineListener {
  private final Map<RunId, CompletableFuture<Run>> waiting = new ConcurrentHashMap<>();
  private volatile @Nullable RuntimeException closed;

  /**
   * Completes when the run has finished from now on; whoever asks looks at the store afterwards.
   * Each gets a future of their own, and may give it up without a word to the others.
   */
  public CompletableFuture<Run> finished(RunId id) {
    CompletableFuture<Run> waiter =
        waiting.computeIfAbsent(id, i -> new CompletableFuture<>()).copy();
    RuntimeException why = closed;
    if (why != null) {
      close(why);
    }
    return waiter;
  }

  @Override
  public void finished(Run run) {
    CompletableFuture<Run> waiter = waiting.isEmpty() ? null : waiting.remove(run.id());
    if (waiter != null) {
      waiter.completeAsync(() -> run);
    }
  }

  /** The engine stops: nobody waits in vain. */
  public void close(RuntimeException why) {
    closed = why;
    waiting.values().forEach(waiter -> waiter.completeExceptionally(why));
    waiting.clear();
  }
}
