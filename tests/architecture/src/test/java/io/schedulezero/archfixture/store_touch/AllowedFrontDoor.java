package io.schedulezero.archfixture.store_touch;

import io.schedulezero.archfixture.store_touch.store.sqlite.AllowedStore;
import org.jspecify.annotations.NullMarked;

@NullMarked
public final class AllowedFrontDoor {
  void use(AllowedStore store) {}
}
