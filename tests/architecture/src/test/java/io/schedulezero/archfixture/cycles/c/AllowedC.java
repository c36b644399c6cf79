package io.schedulezero.archfixture.cycles.c;

import io.schedulezero.archfixture.cycles.a.SeededA;
import org.jspecify.annotations.NullMarked;

@NullMarked
public final class AllowedC {
  void use(SeededA a) {}
}
