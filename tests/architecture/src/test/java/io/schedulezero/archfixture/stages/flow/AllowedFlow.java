package io.schedulezero.archfixture.stages.flow;

import io.schedulezero.archfixture.stages.queue.AllowedQueue;
import org.jspecify.annotations.NullMarked;

@NullMarked
public final class AllowedFlow {
  void use(AllowedQueue queue) {}
}
