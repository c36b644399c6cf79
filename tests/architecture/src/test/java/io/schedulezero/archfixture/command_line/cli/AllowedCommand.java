package io.schedulezero.archfixture.command_line.cli;

import io.schedulezero.archfixture.command_line.server.AllowedServer;
import org.jspecify.annotations.NullMarked;

@NullMarked
public final class AllowedCommand {
  void use(AllowedServer server) {}
}
