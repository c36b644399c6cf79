package io.schedulezero.archfixture.finals;

import org.jspecify.annotations.NullMarked;

@NullMarked
enum AllowedEnum {
  ONE {
    @Override
    int one() {
      return 1;
    }
  };

  abstract int one();
}
