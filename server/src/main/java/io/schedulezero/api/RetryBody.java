package io.schedulezero.api;

import io.schedulezero.input.Fields;
import io.schedulezero.run.Backoff;
import io.schedulezero.run.RetryPolicy;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What follows a failed attempt, as it is written. */
final class RetryBody {
  private RetryBody() {}

  static @Nullable RetryPolicy read(Fields parent) {
    Fields fields = parent.object("retry");
    if (fields == null) {
      return null;
    }
    RetryPolicy otherwise = RetryPolicy.DEFAULT;
    var backoff = fields.choice("backoff", Backoff.class);
    var attempts = fields.small("max_attempts", 1, RetryPolicy.MAX_ATTEMPTS);
    var delay = fields.duration("delay");
    var maxDelay = fields.duration("max_delay");
    BigDecimal factor = fields.number("factor", 0, 100);
    BigDecimal jitter = fields.number("jitter", 0, 1);
    var maxAge = fields.duration("max_age");
    fields.done();
    return parent.built(
        "retry",
        () ->
            new RetryPolicy(
                backoff == null ? otherwise.backoff() : backoff,
                attempts == null ? otherwise.maxAttempts() : attempts,
                delay == null ? otherwise.delay() : delay,
                maxDelay == null ? otherwise.maxDelay() : maxDelay,
                factor == null ? otherwise.factor() : factor.doubleValue(),
                jitter == null ? otherwise.jitter() : jitter.doubleValue(),
                maxAge),
        otherwise);
  }
}
