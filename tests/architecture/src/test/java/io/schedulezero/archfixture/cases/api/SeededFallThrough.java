package io.schedulezero.archfixture.cases.api;

import io.schedulezero.archfixture.cases.schedule.Trigger;
import org.jspecify.annotations.NullMarked;

@NullMarked
final class SeededFallThrough {
  int number(Trigger trigger) {
    return trigger instanceof Trigger.One ? 1 : trigger instanceof Trigger.Two ? 2 : 3;
  }
}
