package io.schedulezero.run;

import org.jspecify.annotations.Nullable;

/** The unique key of a run that a broadcast makes for one worker. */
public final class BroadcastKey {
  private static final String BEGINNING = "broadcast-";

  private BroadcastKey() {}

  public static String of(RunId broadcast, String worker) {
    return BEGINNING + broadcast + "-" + worker;
  }

  /** The broadcast that made the run with this key; null if none did. */
  public static @Nullable RunId broadcastOf(@Nullable String key) {
    int end = BEGINNING.length() + RunId.LENGTH;
    if (key == null || !key.startsWith(BEGINNING) || key.length() <= end) {
      return null;
    }
    try {
      return RunId.parse(key.substring(BEGINNING.length(), end));
    } catch (IllegalArgumentException someOtherKey) {
      return null;
    }
  }
}
