package io.schedulezero;

import io.schedulezero.flow.HandlerRules;
import io.schedulezero.handler.Delivery;
import io.schedulezero.handler.HandlerCatalog;
import io.schedulezero.handler.HandlerDefinition;
import io.schedulezero.handler.RetrySettings;
import io.schedulezero.run.Backoff;
import io.schedulezero.run.RetryPolicy;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** What handlers say of themselves, in the words of the engine. */
final class Defaults {
  private Defaults() {}

  static Function<String, HandlerRules> of(HandlerCatalog handlers) {
    Map<String, HandlerRules> rules = new HashMap<>();
    handlers.all().forEach(handler -> rules.put(handler.name(), of(handler)));
    return name -> rules.getOrDefault(name, HandlerRules.UNKNOWN);
  }

  private static HandlerRules of(HandlerDefinition handler) {
    return new HandlerRules(
        true,
        handler.timeout().orElse(null),
        handler.retry().map(Defaults::policy).orElse(RetryPolicy.DEFAULT),
        handler.delivery() == Delivery.AT_MOST_ONCE);
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
