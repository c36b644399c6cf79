package io.schedulezero.archfixture.cycles.b;

import io.schedulezero.archfixture.cycles.a.SeededA;
import org.jspecify.annotations.NullMarked;

@NullMarked
public final class SeededB {
  void use(SeededA a) {}
}
