package io.schedulezero.archfixture.words_run.schedule;

import org.jspecify.annotations.NullMarked;

@NullMarked
public final class AllowedSchedule {}
