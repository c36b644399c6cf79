package io.schedulezero.archfixture.parameters;

import org.jspecify.annotations.NullMarked;

@NullMarked
public final class SeededMethod {
  void use(int a, int b, int c, int d, int e, int f, int g) {}
}
