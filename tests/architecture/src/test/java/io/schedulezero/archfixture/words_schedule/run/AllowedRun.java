package io.schedulezero.archfixture.words_schedule.run;

import org.jspecify.annotations.NullMarked;

@NullMarked
public final class AllowedRun {}
