package io.schedulezero;

import io.schedulezero.flow.Refused;
import io.schedulezero.journal.JournalUnavailable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** Waits for what the flow promised, and turns its refusals into those of the front door. */
final class Settled {
  private Settled() {}

  static <T> T get(CompletableFuture<T> promised) {
    try {
      return promised.get();
    } catch (ExecutionException failed) {
      throw refusal(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new JournalUnavailable(
          "Interrupted while waiting for the commit; it may or may not have happened", interrupted);
    }
  }

  static RuntimeException refusal(Throwable failure) {
    Throwable cause = failure.getCause();
    boolean wraps = failure instanceof CompletionException || failure instanceof ExecutionException;
    if (wraps && cause != null) {
      return refusal(cause);
    }
    if (failure instanceof Refused refused) {
      return switch (refused.reason()) {
        case NOT_FOUND -> new NotFound(refused.why());
        case CONFLICT -> new Conflict(refused.why());
        case VERSION -> new VersionMismatch(refused.why());
      };
    }
    return failure instanceof RuntimeException known
        ? known
        : new JournalUnavailable("The engine failed: " + failure.getMessage(), failure);
  }
}
