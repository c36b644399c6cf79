package io.schedulezero.archfixture.frames.wire;

import io.schedulezero.archfixture.frames.handler.AllowedHandler;
import org.jspecify.annotations.NullMarked;

@NullMarked
public final class SeededMessage {
  void use(AllowedHandler handler) {}
}
