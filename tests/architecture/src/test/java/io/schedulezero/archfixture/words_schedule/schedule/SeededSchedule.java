package io.schedulezero.archfixture.words_schedule.schedule;

import org.jspecify.annotations.NullMarked;
import org.slf4j.Logger;

@NullMarked
public final class SeededSchedule {
  void use(Logger logger) {}
}
