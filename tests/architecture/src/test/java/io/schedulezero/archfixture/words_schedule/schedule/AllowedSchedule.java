package io.schedulezero.archfixture.words_schedule.schedule;

import io.schedulezero.archfixture.words_schedule.run.AllowedRun;
import org.jspecify.annotations.NullMarked;

@NullMarked
public final class AllowedSchedule {
  void use(AllowedRun run) {}
}
