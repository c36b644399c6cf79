package io.schedulezero.faults;

/** What becomes of a message on its way. */
enum Fate {
  PASSES,
  IS_DROPPED,
  IS_DOUBLED,
  /** Its connection is reset before it arrives. */
  IS_CUT
}
