package io.schedulezero.archfixture.parameters;

import org.jspecify.annotations.NullMarked;

@NullMarked
@SuppressWarnings("ClassCanBeStatic")
public final class AllowedOuter {
  final class AllowedInner {
    AllowedInner(int a, int b, int c, int d, int e, int f) {}
  }
}
