package io.schedulezero.archfixture.story.store;

import org.jspecify.annotations.NullMarked;

@NullMarked
public final class AllowedStore {}
