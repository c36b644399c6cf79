package io.schedulezero.archfixture.ground.dispatch;

import io.schedulezero.archfixture.ground.handler.AllowedHandler;
import io.schedulezero.archfixture.ground.run.AllowedRun;
import org.jspecify.annotations.NullMarked;

@NullMarked
public final class AllowedDispatcher {
  void use(AllowedHandler handler, AllowedRun run) {}
}
