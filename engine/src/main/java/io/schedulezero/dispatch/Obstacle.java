package io.schedulezero.dispatch;

/** Why a target does not get a run now, in the order in which it is looked for. */
enum Obstacle {
  OTHER_TARGET,
  /** The run is for workers. */
  NO_WORKER,
  NOT_HOSTED,
  LABELS,
  VERSION,
  AWAY,
  /** Runs with its key go to another target. */
  OTHER_KEY,
  NO_ROOM
}
