package io.schedulezero.archfixture.carrier.transport;

import org.jspecify.annotations.NullMarked;
import org.zeromq.ZContext;

@NullMarked
public final class AllowedCarrier {
  void use(ZContext context, AllowedCarrier other) {}
}
