package io.schedulezero.trigger;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Days on which something happens. */
sealed interface Days permits CronDays, PeriodDays {
  /** The first of them on or after {@code day}; null if there is none. */
  @Nullable LocalDate onOrAfter(LocalDate day);
}
