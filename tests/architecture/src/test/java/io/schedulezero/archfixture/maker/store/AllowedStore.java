package io.schedulezero.archfixture.maker.store;

import io.schedulezero.archfixture.maker.run.Run;
import org.jspecify.annotations.NullMarked;

@NullMarked
public final class AllowedStore {
  Run use() {
    return new Run(3);
  }
}
