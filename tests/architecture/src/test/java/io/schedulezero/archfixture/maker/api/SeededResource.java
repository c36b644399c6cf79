package io.schedulezero.archfixture.maker.api;

import io.schedulezero.archfixture.maker.run.Run;
import org.jspecify.annotations.NullMarked;

@NullMarked
public final class SeededResource {
  Run use() {
    return new Run(3);
  }
}
