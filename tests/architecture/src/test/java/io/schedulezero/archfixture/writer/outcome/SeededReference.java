package io.schedulezero.archfixture.writer.outcome;

import io.schedulezero.archfixture.writer.run.Run;
import java.util.function.IntFunction;
import org.jspecify.annotations.NullMarked;

@NullMarked
public final class SeededReference {
  IntFunction<Run> use(Run run) {
    return run::to;
  }
}
