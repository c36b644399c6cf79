package io.schedulezero.config;

import io.schedulezero.input.Fields;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * How long finished runs are kept.
 *
 * @param handlers other rules for some handlers, by name
 */
public record RetentionConfig(Rule general, Map<String, Rule> handlers) {
  /**
   * A finished run goes when either holds.
   *
   * @param maxAge since it finished
   * @param maxCount how many of the newest are kept of each handler
   */
  public record Rule(Duration maxAge, int maxCount) {
    static final Rule GENERAL = new Rule(Duration.ofDays(30), 1_000_000);
  }

  private static final int MOST = 1_000_000_000;

  public RetentionConfig {
    handlers = Map.copyOf(handlers);
  }

  static RetentionConfig read(Settings settings) {
    Rule general =
        new Rule(
            settings.duration("scheduler.retention.max_age", Rule.GENERAL.maxAge()),
            settings.integer("scheduler.retention.max_count", Rule.GENERAL.maxCount(), 0, MOST));
    return new RetentionConfig(
        general,
        settings.shaped(
            "scheduler.retention.handlers",
            Map.of(),
            JsonNodeFactory.instance.objectNode(),
            (parent, name) -> rules(parent, name, general)));
  }

  private static @Nullable Map<String, Rule> rules(Fields parent, String name, Rule general) {
    Fields handlers = parent.object(name);
    if (handlers == null) {
      return null;
    }
    Map<String, Rule> rules = new TreeMap<>();
    for (String handler : handlers.names()) {
      Fields rule = handlers.object(handler);
      if (rule != null) {
        Duration maxAge = rule.duration("max_age");
        Integer maxCount = rule.small("max_count", 0, MOST);
        rule.done();
        rules.put(
            handler,
            new Rule(
                maxAge == null ? general.maxAge() : maxAge,
                maxCount == null ? general.maxCount() : maxCount));
      }
    }
    return rules;
  }
}
