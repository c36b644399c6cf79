package io.schedulezero.archfixture.carrier.wire;

import org.jspecify.annotations.NullMarked;

@NullMarked
public final class AllowedWire {}
