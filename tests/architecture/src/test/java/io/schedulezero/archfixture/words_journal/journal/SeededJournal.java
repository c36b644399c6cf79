package io.schedulezero.archfixture.words_journal.journal;

import io.schedulezero.archfixture.words_journal.store.AllowedStore;
import org.jspecify.annotations.NullMarked;

@NullMarked
public final class SeededJournal {
  void use(AllowedStore store) {}
}
