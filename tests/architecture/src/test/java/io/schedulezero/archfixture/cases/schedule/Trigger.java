package io.schedulezero.archfixture.cases.schedule;

import org.jspecify.annotations.NullMarked;

@NullMarked
public sealed interface Trigger {
  record One() implements Trigger {}

  record Two() implements Trigger {}

  record Three() implements Trigger {}
}
