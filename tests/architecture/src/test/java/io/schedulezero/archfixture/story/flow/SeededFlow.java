package io.schedulezero.archfixture.story.flow;

import io.schedulezero.archfixture.story.store.AllowedStore;
import org.jspecify.annotations.NullMarked;

@NullMarked
public final class SeededFlow {
  void use(AllowedStore store) {}
}
