package io.schedulezero.archfixture.home_quartz.flow;

import org.jspecify.annotations.NullMarked;
import org.quartz.Scheduler;

@NullMarked
public final class SeededAway {
  void use(Scheduler it) {}
}
