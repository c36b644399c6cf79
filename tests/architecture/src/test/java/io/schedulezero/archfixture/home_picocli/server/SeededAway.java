package io.schedulezero.archfixture.home_picocli.server;

import org.jspecify.annotations.NullMarked;
import picocli.CommandLine;

@NullMarked
public final class SeededAway {
  void use(CommandLine it) {}
}
