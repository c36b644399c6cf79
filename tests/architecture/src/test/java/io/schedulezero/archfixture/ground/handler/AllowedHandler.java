package io.schedulezero.archfixture.ground.handler;

import org.jspecify.annotations.NullMarked;

@NullMarked
public final class AllowedHandler {}
