package io.schedulezero.archfixture.words_journal.journal;

import io.schedulezero.archfixture.words_journal.schedule.AllowedSchedule;
import org.jspecify.annotations.NullMarked;

@NullMarked
public final class AllowedJournal {
  void use(AllowedSchedule schedule) {}
}
