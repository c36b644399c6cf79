package io.schedulezero.archfixture.home_quartz.trigger;

import org.jspecify.annotations.NullMarked;
import org.quartz.Scheduler;

@NullMarked
public final class AllowedAtHome {
  void use(Scheduler it) {}
}
