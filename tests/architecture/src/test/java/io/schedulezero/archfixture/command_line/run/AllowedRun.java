package io.schedulezero.archfixture.command_line.run;

import org.jspecify.annotations.NullMarked;

@NullMarked
public final class AllowedRun {}
