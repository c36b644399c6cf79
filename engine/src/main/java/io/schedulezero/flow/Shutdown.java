package io.schedulezero.flow;

import io.schedulezero.outcome.Next;
import io.schedulezero.outcome.RetryRules;
import io.schedulezero.run.AttemptOutcome;
import io.schedulezero.run.Failure;
import io.schedulezero.run.Outcome;
import io.schedulezero.run.Run;
import io.schedulezero.run.RunState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A graceful end: handlers get time, then an interrupt; what still has not ended waits for the next
 * start.
 */
final class Shutdown {
  private static final Logger LOG = LoggerFactory.getLogger(Shutdown.class);
  private static final Duration FOR_THE_STORE = Duration.ofSeconds(10);

  private final FlowParts parts;
  private final RunFlow flow;
  private final FlowLoop loop;

  Shutdown(FlowParts parts, RunFlow flow, FlowLoop loop) {
    this.parts = parts;
    this.flow = flow;
    this.loop = loop;
  }

  void stop(Duration grace, Duration interruptGrace) {
    CompletableFuture<Void> idle = onLoop(flow::stop);
    if (!happens(idle, grace)) {
      loop.execute(this::interruptAll);
      boolean ended = happens(idle, interruptGrace);
      if (!ended) {
        happens(CompletableFuture.runAsync(this::handBackAll, loop), FOR_THE_STORE);
      }
    }
    if (!happens(onLoop(parts.ledger()::drain), FOR_THE_STORE)) {
      LOG.warn(
          "The store did not take {} changes in time; the next start does not know of them,"
              + " and takes attempts whose end is among them for lost",
          parts.ledger().outstanding());
    }
    if (!happens(parts.journal().release(), FOR_THE_STORE)) {
      LOG.warn("The store did not answer; the next start takes up what was under way");
    }
  }

  private CompletableFuture<Void> onLoop(Supplier<CompletableFuture<Void>> step) {
    return CompletableFuture.supplyAsync(step, loop).thenCompose(whenDone -> whenDone);
  }

  private void interruptAll() {
    here().forEach(active -> active.target().cancel(active.run().id(), "the engine is stopping"));
  }

  /** What executes in this process; remote targets go on without it. */
  private List<Active> here() {
    return parts.active().values().stream().filter(each -> !each.target().isRemote()).toList();
  }

  /** Nobody will report on these any more. */
  private void handBackAll() {
    Instant now = parts.now();
    Failure why = Failure.of("stopped", "it did not end when the engine stopped");
    for (Active active : here()) {
      boolean mayRepeat = !parts.rulesOf(active.run()).atMostOnce();
      Outcome outcome =
          Outcome.ended(mayRepeat ? AttemptOutcome.CANCELLED : AttemptOutcome.LOST, why);
      flow.follow(active.run(), outcome, next(active.run(), mayRepeat), now, () -> {});
      LOG.warn(
          "Run {} of {} did not end in time", active.run().id(), active.run().spec().handler());
    }
    parts.active().clear();
  }

  private static Next next(Run run, boolean mayRepeat) {
    if (run.note() != null) {
      return new Next.Done(RunState.CANCELLED, run.note());
    }
    return RetryRules.afterLoss(run, 1, mayRepeat);
  }

  private static boolean happens(CompletableFuture<?> what, Duration within) {
    try {
      what.get(within.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException notInTime) {
      return false;
    } catch (ExecutionException failed) {
      LOG.warn("A step of the stop failed; the others follow", failed.getCause());
      return false;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
