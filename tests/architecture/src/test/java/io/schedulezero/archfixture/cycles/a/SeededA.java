package io.schedulezero.archfixture.cycles.a;

import io.schedulezero.archfixture.cycles.b.SeededB;
import org.jspecify.annotations.NullMarked;

@NullMarked
public final class SeededA {
  void use(SeededB b) {}
}
