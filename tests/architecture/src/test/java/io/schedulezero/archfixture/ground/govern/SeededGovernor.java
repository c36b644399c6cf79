package io.schedulezero.archfixture.ground.govern;

import io.schedulezero.archfixture.ground.flow.AllowedFlow;
import org.jspecify.annotations.NullMarked;

@NullMarked
public final class SeededGovernor {
  void use(AllowedFlow flow) {}
}
