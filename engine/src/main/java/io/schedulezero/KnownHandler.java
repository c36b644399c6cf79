package io.schedulezero;

import io.schedulezero.flow.HandlerRules;
import io.schedulezero.handler.ArgumentProblem;
import io.schedulezero.handler.Arguments;
import io.schedulezero.handler.Delivery;
import io.schedulezero.handler.HandlerDefinition;
import io.schedulezero.handler.HandlerDescription;
import io.schedulezero.handler.RetrySettings;
import io.schedulezero.run.Backoff;
import io.schedulezero.run.RetryPolicy;
import io.schedulezero.schema.ArgumentSchema;
import io.schedulezero.wire.Codec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A handler that can be asked for, as a request sees it. */
sealed interface KnownHandler {
  int priority();

  List<String> tags();

  /** What is wrong with these arguments; empty if it can be called with them. */
  List<ArgumentProblem> check(String args);

  HandlerRules rules();

  HandlerDescription description();

  /** A handler of this program. */
  record Local(HandlerDefinition definition, HandlerRules rules) implements KnownHandler {
    static Local of(HandlerDefinition definition) {
      boolean atMostOnce = definition.delivery() == Delivery.AT_MOST_ONCE;
      return new Local(
          definition,
          KnownHandler.rules(
              definition.timeout().orElse(null), definition.retry().orElse(null), atMostOnce));
    }

    @Override
    public int priority() {
      return definition.priority();
    }

    @Override
    public List<String> tags() {
      return definition.tags();
    }

    @Override
    public List<ArgumentProblem> check(String args) {
      return definition.check(args);
    }

    @Override
    public HandlerDescription description() {
      return definition.describe();
    }
  }

  /** A handler that a worker described. */
  record Remote(HandlerDescription description, HandlerRules rules, ArgumentSchema schema)
      implements KnownHandler {
    static Remote of(HandlerDescription description) {
      boolean atMostOnce = description.delivery() == Delivery.AT_MOST_ONCE;
      return new Remote(
          description,
          KnownHandler.rules(description.timeout(), description.retry(), atMostOnce),
          new ArgumentSchema(description.argsSchema()));
    }

    @Override
    public int priority() {
      return description.priority();
    }

    @Override
    public List<String> tags() {
      return description.tags();
    }

    @Override
    public List<ArgumentProblem> check(String args) {
      int length = args.getBytes(StandardCharsets.UTF_8).length;
      return length <= Codec.DEFAULT_MAX_PAYLOAD
          ? schema.check(args)
          : List.of(
              Arguments.problem(
                  List.of(),
                  "has %d bytes; at most %d for a handler of workers"
                      .formatted(length, Codec.DEFAULT_MAX_PAYLOAD)));
    }
  }

  /** What a handler says of itself, in the words of the engine. */
  private static HandlerRules rules(
      @Nullable Duration timeout, @Nullable RetrySettings retry, boolean atMostOnce) {
    return new HandlerRules(
        true, timeout, retry == null ? RetryPolicy.DEFAULT : policy(retry), atMostOnce);
  }

  private static RetryPolicy policy(RetrySettings settings) {
    return new RetryPolicy(
        Backoff.valueOf(settings.backoff().name()),
        settings.maxAttempts(),
        settings.delay(),
        settings.maxDelay(),
        settings.factor(),
        settings.jitter(),
        settings.maxAge());
  }
}
