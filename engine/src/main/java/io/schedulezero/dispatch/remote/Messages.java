package io.schedulezero.dispatch.remote;

import io.schedulezero.dispatch.Assignment;
import io.schedulezero.run.AttemptOutcome;
import io.schedulezero.run.Failure;
import io.schedulezero.run.Outcome;
import io.schedulezero.run.Outcome.Wish;
import io.schedulezero.wire.FromServer;
import io.schedulezero.wire.FromWorker.Result;
import io.schedulezero.wire.Payload;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The words of the engine in those of the protocol, and back. */
final class Messages {
  /** Arguments that are longer travel beside the body. */
  private static final int MOST_ARGS = 16 * 1024;

  private Messages() {}

  static FromServer.Run run(Assignment attempt, long leaseMillis) {
    boolean isLong = attempt.args().length() > MOST_ARGS;
    return run(
        attempt,
        leaseMillis,
        isLong ? null : attempt.args(),
        isLong ? Payload.json(attempt.args()) : null);
  }

  /** For arguments that a body must not have, because they are nested too deeply for it. */
  static FromServer.Run runWithPayload(Assignment attempt, long leaseMillis) {
    return run(attempt, leaseMillis, null, Payload.json(attempt.args()));
  }

  private static FromServer.Run run(
      Assignment attempt, long leaseMillis, @Nullable String args, @Nullable Payload payload) {
    Duration timeout = attempt.timeout();
    return new FromServer.Run(
        attempt.run().toString(),
        attempt.attempt(),
        attempt.fence(),
        attempt.handler(),
        attempt.schedule(),
        attempt.fireTime(),
        attempt.key(),
        leaseMillis,
        timeout == null ? null : Math.max(1, timeout.toMillis()),
        attempt.priority(),
        null,
        args,
        payload);
  }

  static Outcome outcome(Result result) {
    return switch (result.status()) {
      case SUCCEEDED -> Outcome.succeeded(text(result.payload()));
      case FAILED, REJECTED -> Outcome.failed(failure(result), wish(result));
      case TIMED_OUT -> Outcome.ended(AttemptOutcome.TIMED_OUT, failure(result));
      case CANCELLED -> Outcome.ended(AttemptOutcome.CANCELLED, failure(result));
    };
  }

  private static @Nullable String text(@Nullable Payload payload) {
    return payload == null ? null : new String(payload.bytes(), StandardCharsets.UTF_8);
  }

  private static Failure failure(Result result) {
    return result.error() == null
        ? Failure.of("unknown", "the worker did not say why")
        : new Failure(
            result.error().type(),
            result.error().message(),
            result.error().ownFrame(),
            result.error().stack());
  }

  private static Wish wish(Result result) {
    if (!result.retryable()) {
      return new Wish.GiveUp();
    }
    return result.retryInMs() == null
        ? new Wish.None()
        : new Wish.RetryAfter(Duration.ofMillis(result.retryInMs()));
  }
}
