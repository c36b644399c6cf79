package io.schedulezero.archfixture.command_line.flow;

import org.jspecify.annotations.NullMarked;

@NullMarked
public final class AllowedFlow {}
