package io.schedulezero.journal;

import io.schedulezero.run.RunId;
import java.util.Map;
import java.util.Optional;

/**
 * What the journal says once changes are committed.
 *
 * @param taken for each new run that was not written because its key or its fire was taken: its
 *     position among the changes, and the run that was there before
 */
public record Receipt(Map<Integer, RunId> taken) {
  /** Everything was written. */
  public static final Receipt ALL_NEW = new Receipt(Map.of());

  public Receipt {
    taken = Map.copyOf(taken);
  }

  public Optional<RunId> takenBy(int position) {
    return Optional.ofNullable(taken.get(position));
  }
}
