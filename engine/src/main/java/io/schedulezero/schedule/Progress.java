package io.schedulezero.schedule;

import io.schedulezero.run.RunId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a schedule has come. Kept apart from the schedule, because it changes with every fire.
 *
 * @param handledUpTo every fire up to and including this instant has its run or its skip; when
 *     null, none yet
 * @param runs how many runs the schedule has made
 * @param lastRun the newest run it made, or null
 */
public record Progress(@Nullable Instant handledUpTo, long runs, @Nullable RunId lastRun) {
  public static final Progress NONE = new Progress(null, 0, null);
}
