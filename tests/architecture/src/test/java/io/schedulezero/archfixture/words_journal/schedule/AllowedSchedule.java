package io.schedulezero.archfixture.words_journal.schedule;

import org.jspecify.annotations.NullMarked;

@NullMarked
public final class AllowedSchedule {}
