package io.schedulezero.archfixture.words_run.run;

import java.time.Instant;
import org.jspecify.annotations.NullMarked;

@NullMarked
public final class AllowedRun {
  void use(Instant at) {}
}
