package io.schedulezero.archfixture.ground.flow;

import org.jspecify.annotations.NullMarked;

@NullMarked
public final class AllowedFlow {}
