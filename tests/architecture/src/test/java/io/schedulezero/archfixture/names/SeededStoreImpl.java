package io.schedulezero.archfixture.names;

import org.jspecify.annotations.NullMarked;

@NullMarked
public final class SeededStoreImpl {}
