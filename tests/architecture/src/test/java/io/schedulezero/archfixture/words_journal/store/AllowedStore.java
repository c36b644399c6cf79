package io.schedulezero.archfixture.words_journal.store;

import org.jspecify.annotations.NullMarked;

@NullMarked
public final class AllowedStore {}
