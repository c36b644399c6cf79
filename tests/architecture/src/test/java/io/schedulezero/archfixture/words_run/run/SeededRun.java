package io.schedulezero.archfixture.words_run.run;

import io.schedulezero.archfixture.words_run.schedule.AllowedSchedule;
import org.jspecify.annotations.NullMarked;

@NullMarked
public final class SeededRun {
  void use(AllowedSchedule schedule) {}
}
