package io.schedulezero.archfixture.nulls.unmarked;

import org.jspecify.annotations.NullMarked;

@NullMarked
public final class SeededUnmarked {}
