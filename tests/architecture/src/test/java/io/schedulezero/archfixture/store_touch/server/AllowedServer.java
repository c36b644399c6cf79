package io.schedulezero.archfixture.store_touch.server;

import io.schedulezero.archfixture.store_touch.store.sqlite.AllowedStore;
import org.jspecify.annotations.NullMarked;

@NullMarked
public final class AllowedServer {
  void use(AllowedStore store) {}
}
