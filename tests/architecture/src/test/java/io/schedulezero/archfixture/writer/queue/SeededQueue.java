package io.schedulezero.archfixture.writer.queue;

import io.schedulezero.archfixture.writer.run.Run;
import org.jspecify.annotations.NullMarked;

@NullMarked
public final class SeededQueue {
  Run use(Run run) {
    return run.to(2);
  }
}
