package io.schedulezero.builtin;

import io.schedulezero.handler.Arg;
import io.schedulezero.handler.Handler;
import io.schedulezero.handler.RunContext;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Handlers that do as good as nothing. */
final class Basics {
  private final RandomGenerator random;

  Basics(RandomGenerator random) {
    this.random = random;
  }

  @Handler(description = "Does nothing.")
  void noop() {}

  @Handler(description = "Logs a text and returns it.")
  String echo(@Arg(description = "What to say") String text, RunContext run) {
    run.logger().info("{}", text);
    return text;
  }

  /** Holds no thread while it lasts, so that no interrupt would reach it. */
  @Handler(name = "sleep", description = "Takes a while.")
  CompletionStage<@Nullable Void> takeAWhile(
      @Arg(description = "How long", defaultValue = "1s") Duration duration, RunContext run) {
    if (duration.isNegative()) {
      throw new IllegalArgumentException("duration must be zero or more, not " + duration);
    }
    CompletableFuture<@Nullable Void> over =
        new CompletableFuture<@Nullable Void>()
            .completeOnTimeout(null, duration.toMillis(), TimeUnit.MILLISECONDS);
    run.onCancel(() -> over.cancel(false));
    return over;
  }

  @Handler(description = "Fails, always or now and then, to see what follows.")
  String fail(
      @Arg(description = "How often, 0 to 1", defaultValue = "1") double rate,
      @Arg(description = "What it says", defaultValue = "failed on purpose") String message) {
    if (random.nextDouble() < rate) {
      throw new FailedOnPurpose(message);
    }
    return "did not fail this time";
  }

  static final class FailedOnPurpose extends RuntimeException {
    private static final long serialVersionUID = 1L;

    FailedOnPurpose(String message) {
      super(message);
    }
  }
}
