package io.schedulezero.archfixture.store_touch.api;

import io.schedulezero.archfixture.store_touch.store.sqlite.AllowedStore;
import org.jspecify.annotations.NullMarked;

@NullMarked
public final class SeededResource {
  void use(AllowedStore store) {}
}
