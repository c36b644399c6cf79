package io.schedulezero.notify;

import io.schedulezero.run.Run;
import io.schedulezero.run.RunId;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Those who wait for a run to finish. Callable from any thread. */
public final class Waiters implements EngineListener {
  private final Map<RunId, CompletableFuture<Run>> waiting = new ConcurrentHashMap<>();

  /**
   * Completes when the run has finished from now on; whoever asks looks at the store afterwards.
   */
  public CompletableFuture<Run> finished(RunId id) {
    return waiting.computeIfAbsent(id, i -> new CompletableFuture<>());
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
    waiting.values().forEach(waiter -> waiter.completeExceptionally(why));
    waiting.clear();
  }
}
