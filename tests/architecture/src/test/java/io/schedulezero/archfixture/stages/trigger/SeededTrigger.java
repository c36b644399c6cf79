package io.schedulezero.archfixture.stages.trigger;

import io.schedulezero.archfixture.stages.queue.AllowedQueue;
import org.jspecify.annotations.NullMarked;

@NullMarked
public final class SeededTrigger {
  void use(AllowedQueue queue) {}
}
