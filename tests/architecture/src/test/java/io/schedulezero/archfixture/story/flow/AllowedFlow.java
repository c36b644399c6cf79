package io.schedulezero.archfixture.story.flow;

import io.schedulezero.archfixture.story.queue.AllowedQueue;
import org.jspecify.annotations.NullMarked;

@NullMarked
public final class AllowedFlow {
  void use(AllowedQueue queue) {}
}
