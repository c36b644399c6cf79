package io.schedulezero.archfixture.store_touch.store.sqlite;

import org.jspecify.annotations.NullMarked;

@NullMarked
public final class AllowedStore {}
