package io.schedulezero.archfixture.home_zeromq.worker;

import org.jspecify.annotations.NullMarked;
import org.zeromq.ZContext;

@NullMarked
public final class SeededWorker {
  void use(ZContext it) {}
}
