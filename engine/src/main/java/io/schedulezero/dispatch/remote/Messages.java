package io.schedulezero.dispatch.remote;

import io.schedulezero.dispatch.Assignment;
import io.schedulezero.run.AttemptOutcome;
import io.schedulezero.run.Failure;
import io.schedulezero.run.LogLine;
import io.schedulezero.run.Outcome;
import io.schedulezero.run.Outcome.Wish;
import io.schedulezero.wire.FromServer;
import io.schedulezero.wire.FromWorker.Log;
import io.schedulezero.wire.FromWorker.Result;
import io.schedulezero.wire.Payload;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The words of the engine in those of the protocol, and back. */
final class Messages {
  /** Arguments that are longer travel beside the body. */
  private static final int MOST_ARGS = 16 * 1024;

  private static final int NORMAL_PRIORITY = 5;
  private static final int MAX_TEXT = 8_000;
  private static final long LONGEST_MILLIS = 1L << 40;

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
        null,
        attempt.fireTime(),
        null,
        leaseMillis,
        timeout == null ? null : Math.max(1, timeout.toMillis()),
        NORMAL_PRIORITY,
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

  /**
   * The lines of a message, as far as they are kept.
   *
   * @param begun when the attempt began, as this server saw it
   * @throws IllegalArgumentException if they are not lines
   */
  static List<LogLine> lines(Log log, int attempt, Instant begun, int most) {
    List<LogLine> lines = new ArrayList<>();
    long number = log.from();
    for (io.schedulezero.wire.LogLine line : io.schedulezero.wire.LogLine.read(log.payload())) {
      if (number++ < most) {
        lines.add(line(line, attempt, (int) number, begun));
      }
    }
    return lines;
  }

  private static LogLine line(
      io.schedulezero.wire.LogLine line, int attempt, int number, Instant begun) {
    String text = line.text();
    return new LogLine(
        attempt * LogLine.MOST + number,
        attempt,
        begun.plusMillis(Math.min(line.ms(), LONGEST_MILLIS)),
        line.level(),
        text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT) + "…");
  }
}
