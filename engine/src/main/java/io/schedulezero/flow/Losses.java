package io.schedulezero.flow;

import io.schedulezero.run.Attempt;
import io.schedulezero.run.AttemptOutcome;
import io.schedulezero.run.RunId;
import io.schedulezero.run.RunStore;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How many targets a run has lost, which only the store remembers. */
final class Losses {
  private static final Logger LOG = LoggerFactory.getLogger(Losses.class);

  private final RunStore runs;
  private final Executor loop;

  Losses(RunStore runs, Executor loop) {
    this.runs = runs;
    this.loop = loop;
  }

  /** Counts the loss that has just happened, too. Reads the store on this thread. */
  int now(RunId run) {
    int losses = 1;
    for (Attempt earlier : runs.earlierAttempts(run)) {
      losses += earlier.outcome() == AttemptOutcome.LOST ? 1 : 0;
    }
    return losses;
  }

  /** The same, read elsewhere, for a step on the flow's thread. */
  void with(RunId run, IntConsumer step) {
    CompletableFuture.supplyAsync(() -> now(run))
        .exceptionally(
            failure -> {
              LOG.warn("How often run {} was lost before cannot be read", run, failure);
              return 1;
            })
        .thenAccept(count -> loop.execute(() -> step.accept(count)));
  }
}
