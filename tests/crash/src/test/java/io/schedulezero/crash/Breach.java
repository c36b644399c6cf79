package io.schedulezero.crash;

/**
 * A promise that was not kept.
 *
 * @param of id of the run or the schedule, or what else it is about
 */
record Breach(String of, String what) {
  @Override
  public String toString() {
    return of + ": " + what;
  }
}
