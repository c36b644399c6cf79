package io.schedulezero.archfixture.ground.notify;

import io.schedulezero.archfixture.ground.handler.AllowedHandler;
import org.jspecify.annotations.NullMarked;

@NullMarked
public final class SeededNotifier {
  void use(AllowedHandler handler) {}
}
