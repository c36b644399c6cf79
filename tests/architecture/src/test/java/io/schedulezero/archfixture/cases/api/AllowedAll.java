package io.schedulezero.archfixture.cases.api;

import io.schedulezero.archfixture.cases.schedule.Trigger;
import org.jspecify.annotations.NullMarked;

@NullMarked
final class AllowedAll {
  int number(Trigger trigger) {
    if (trigger instanceof Trigger.One) {
      return 1;
    }
    if (trigger instanceof Trigger.Two) {
      return 2;
    }
    return ((Trigger.Three) trigger).hashCode();
  }
}
