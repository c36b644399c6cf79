package io.schedulezero;

import io.schedulezero.run.Run;
import io.schedulezero.run.RunId;
import io.schedulezero.run.RunState;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A run that was submitted, durable from now on. */
public final class RunHandle {
  private final Runs runs;
  private final Submitted submitted;

  RunHandle(Runs runs, Submitted submitted) {
    this.runs = runs;
    this.submitted = submitted;
  }

  public RunId id() {
    return submitted.id();
  }

  /** False if its key was taken, and this is the run that has it. */
  public boolean isFresh() {
    return submitted.fresh();
  }

  /** Completes with the run once it is over, however it ended. */
  public CompletableFuture<Run> finished() {
    return runs.finished(id());
  }

  /** Waits until the run is over, however it ended. */
  public Run await() {
    return Settled.get(finished());
  }

  /**
   * Waits until the run is over, at most this long.
   *
   * @throws TimeoutException if it is not over then; it goes on
   */
  public Run await(Duration most) throws TimeoutException {
    CompletableFuture<Run> finished = finished();
    try {
      return Settled.get(
          finished.copy().orTimeout(Math.max(1, most.toMillis()), TimeUnit.MILLISECONDS));
    } catch (RuntimeException failed) {
      if (failed.getCause() instanceof TimeoutException timeout) {
        throw timeout;
      }
      throw failed;
    }
  }

  /**
   * Waits for what the handler returned; empty if that was nothing.
   *
   * @throws RunFailed if the run did not succeed
   */
  public <T> Optional<T> result(Class<T> type) {
    Run run = await();
    if (run.state() != RunState.SUCCEEDED) {
      throw new RunFailed(run);
    }
    return Optional.ofNullable(run.result()).map(json -> References.value(json, type));
  }

  public Run cancel(String reason) {
    return runs.cancel(id(), reason);
  }
}
