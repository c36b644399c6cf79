package io.schedulezero.archfixture.home_zeromq.transport;

import org.jspecify.annotations.NullMarked;
import org.zeromq.ZContext;

@NullMarked
public final class AllowedAtHome {
  void use(ZContext it) {}
}
