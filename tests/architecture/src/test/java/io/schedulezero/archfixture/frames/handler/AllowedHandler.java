package io.schedulezero.archfixture.frames.handler;

import org.jspecify.annotations.NullMarked;

@NullMarked
public final class AllowedHandler {}
