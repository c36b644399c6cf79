package io.schedulezero.archfixture.home_zeromq.dispatch;

import org.jspecify.annotations.NullMarked;
import org.zeromq.ZContext;

@NullMarked
public final class SeededAway {
  void use(ZContext it) {}
}
