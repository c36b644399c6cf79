package io.schedulezero.schedule;

/** Why a fire made no run. */
public enum SkipReason {
  PAUSED,
  OVERLAP,
  CALENDAR,
  DST_GAP,
  TOO_LATE,
  LIMIT
}
