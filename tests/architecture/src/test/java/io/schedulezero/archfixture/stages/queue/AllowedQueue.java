package io.schedulezero.archfixture.stages.queue;

import org.jspecify.annotations.NullMarked;

@NullMarked
public final class AllowedQueue {}
