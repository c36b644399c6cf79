package io.schedulezero.archfixture.maker.run;

import org.jspecify.annotations.NullMarked;

/** A stand-in for the run that the rule is about. */
@NullMarked
public record Run(int state) {
  public Run to(int next) {
    return new Run(next);
  }
}
