package io.schedulezero.archfixture.writer.flow;

import io.schedulezero.archfixture.writer.run.Run;
import org.jspecify.annotations.NullMarked;

@NullMarked
public final class AllowedFlow {
  Run use(Run run) {
    return run.to(2);
  }
}
