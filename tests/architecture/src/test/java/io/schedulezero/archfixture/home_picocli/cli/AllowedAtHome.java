package io.schedulezero.archfixture.home_picocli.cli;

import org.jspecify.annotations.NullMarked;
import picocli.CommandLine;

@NullMarked
public final class AllowedAtHome {
  void use(CommandLine it) {}
}
