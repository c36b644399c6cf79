package io.schedulezero.archfixture.cases.api;

import io.schedulezero.archfixture.cases.schedule.Trigger;
import org.jspecify.annotations.NullMarked;

@NullMarked
final class AllowedOne {
  boolean first(Trigger trigger) {
    return trigger instanceof Trigger.One;
  }
}
