package io.schedulezero.store;

import io.schedulezero.journal.Journal.Retention;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The rules of a purge, asked at one instant. */
record Retentions(List<Retention> rules, Instant now) {
  /** The first rule that names {@code handler}. */
  Optional<Retention> of(String handler) {
    return rules.stream()
        .filter(rule -> rule.handlers().isEmpty() || rule.handlers().contains(handler))
        .findFirst();
  }

  /** Before this, everything is older than {@code age}. */
  Instant before(Duration age) {
    return Duration.between(Instant.EPOCH, now).compareTo(age) < 0 ? Instant.EPOCH : now.minus(age);
  }

  /** Skips belong to no handler; the rule for all handlers is theirs. */
  Optional<Instant> skipsBefore() {
    return rules.stream()
        .filter(rule -> rule.handlers().isEmpty())
        .findFirst()
        .map(rule -> before(rule.maxAge()));
  }
}
