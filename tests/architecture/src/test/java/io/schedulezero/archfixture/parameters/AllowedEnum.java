package io.schedulezero.archfixture.parameters;

import org.jspecify.annotations.NullMarked;

@NullMarked
@SuppressWarnings("UnusedVariable")
enum AllowedEnum {
  ONE(1, 2, 3, 4, 5, 6);

  AllowedEnum(int a, int b, int c, int d, int e, int f) {}
}
