package io.schedulezero.archfixture.command_line.cli;

import io.schedulezero.archfixture.command_line.flow.AllowedFlow;
import org.jspecify.annotations.NullMarked;

@NullMarked
public final class SeededCommand {
  void use(AllowedFlow flow) {}
}
