package io.schedulezero.archfixture.command_line.server;

import org.jspecify.annotations.NullMarked;

@NullMarked
public final class AllowedServer {}
