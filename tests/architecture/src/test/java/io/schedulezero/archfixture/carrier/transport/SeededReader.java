package io.schedulezero.archfixture.carrier.transport;

import io.schedulezero.archfixture.carrier.wire.AllowedWire;
import org.jspecify.annotations.NullMarked;

@NullMarked
public final class SeededReader {
  void use(AllowedWire message) {}
}
