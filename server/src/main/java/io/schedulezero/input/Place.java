package io.schedulezero.input;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.TokenStreamLocation;

/** A position in a text, both counted from 1; 0 if unknown. */
public record Place(int line, int column) {
  static final Place UNKNOWN = new Place(0, 0);

  static Place of(@Nullable TokenStreamLocation location) {
    if (location == null) {
      return UNKNOWN;
    }
    return new Place(Math.max(0, location.getLineNr()), Math.max(0, location.getColumnNr()));
  }
}
