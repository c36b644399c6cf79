package io.schedulezero.flow;

import io.schedulezero.run.Run;
import org.jspecify.annotations.Nullable;

/** Which runs must not overlap: those of one series run one after the other. */
@FunctionalInterface
interface SeriesRule {
  /** The series of the run, or null if it may overlap with any. */
  @Nullable String of(Run run);
}
