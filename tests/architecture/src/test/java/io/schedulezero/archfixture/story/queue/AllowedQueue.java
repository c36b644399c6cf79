package io.schedulezero.archfixture.story.queue;

import org.jspecify.annotations.NullMarked;

@NullMarked
public final class AllowedQueue {}
