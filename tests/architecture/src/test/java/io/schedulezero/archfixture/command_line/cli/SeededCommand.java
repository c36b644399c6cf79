package io.schedulezero.archfixture.command_line.cli;

import io.schedulezero.archfixture.command_line.run.AllowedRun;
import org.jspecify.annotations.NullMarked;

@NullMarked
public final class SeededCommand {
  void use(AllowedRun run) {}
}
