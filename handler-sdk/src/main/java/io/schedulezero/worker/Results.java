package io.schedulezero.worker;

import io.schedulezero.execution.Ending;
import io.schedulezero.execution.Ending.How;
import io.schedulezero.wire.ErrorCode;
import io.schedulezero.wire.FromWorker.Failure;
import io.schedulezero.wire.FromWorker.Result;
import io.schedulezero.wire.FromWorker.ResultStatus;
import io.schedulezero.wire.Payload;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How an attempt ended, in the words of the protocol. */
final class Results {
  private static final int MAX_TYPE = 500;
  private static final int MAX_MESSAGE = 8_000;
  private static final int MAX_FRAME = 1_000;
  private static final int MAX_STACK = 16_000;
  private static final Failure LEASE_OVER =
      new Failure(
          "lease_over",
          "the server did not answer for so long that it may have given the attempt away",
          null,
          "");

  /** What a message says of an end. */
  private record Said(
      ResultStatus status,
      boolean retryable,
      @Nullable Duration retryAfter,
      @Nullable Failure error,
      @Nullable Payload payload) {
    static Said failed(boolean retryable, @Nullable Duration retryAfter, Failure error) {
      return new Said(ResultStatus.FAILED, retryable, retryAfter, error, null);
    }
  }

  private Results() {}

  static Result of(Attempt attempt, Ending ending, long credit, int maxPayload) {
    Said said = said(attempt, ending, maxPayload);
    Duration after = said.retryable ? said.retryAfter : null;
    return new Result(
        attempt.run,
        attempt.attempt,
        attempt.fence,
        said.status,
        said.retryable,
        after == null ? null : millis(after),
        said.error,
        millis(ending.took()),
        credit,
        said.payload);
  }

  private static Said said(Attempt attempt, Ending ending, int maxPayload) {
    if (ending.how() == How.CANCELLED && attempt.stop == Attempt.Stop.LEASE_OVER) {
      return Said.failed(true, null, LEASE_OVER);
    }
    if (attempt.isRejected) {
      return new Said(ResultStatus.REJECTED, false, null, error(ending), null);
    }
    return switch (ending.how()) {
      case SUCCEEDED -> success(ending.result(), maxPayload);
      case FAILED -> Said.failed(ending.retryable(), ending.retryAfter(), error(ending));
      case TIMED_OUT -> new Said(ResultStatus.TIMED_OUT, true, null, error(ending), null);
      case CANCELLED -> new Said(ResultStatus.CANCELLED, false, null, error(ending), null);
    };
  }

  private static Said success(@Nullable String result, int maxPayload) {
    Payload payload = result == null ? null : Payload.json(result);
    if (payload != null && payload.bytes().length > maxPayload) {
      String message =
          "the result has " + payload.bytes().length + " bytes; the server takes " + maxPayload;
      return Said.failed(false, null, new Failure(ErrorCode.TOO_LARGE.name(), message, null, ""));
    }
    return new Said(ResultStatus.SUCCEEDED, false, null, null, payload);
  }

  private static Failure error(Ending ending) {
    io.schedulezero.execution.Failure of = Objects.requireNonNull(ending.failure());
    return new Failure(
        Texts.fit(of.type(), MAX_TYPE),
        Texts.fit(of.message(), MAX_MESSAGE),
        of.ownFrame() == null ? null : Texts.fit(of.ownFrame(), MAX_FRAME),
        Texts.fit(of.stack(), MAX_STACK));
  }

  private static long millis(Duration duration) {
    long most = 1L << 50;
    return duration.compareTo(Duration.ofMillis(most)) >= 0 ? most : duration.toMillis();
  }
}
