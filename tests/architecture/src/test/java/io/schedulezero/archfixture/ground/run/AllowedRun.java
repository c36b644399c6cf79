package io.schedulezero.archfixture.ground.run;

import org.jspecify.annotations.NullMarked;

@NullMarked
public final class AllowedRun {}
