package io.schedulezero.flow;

/**
 * Gives every attempt a number that is larger than all before it, also those of earlier processes
 * on the same store.
 */
final class Fences {
  private static final int COUNTER_BITS = 32;

  private long last;

  /**
   * Begins above all that was given before.
   *
   * @param epoch larger than that of any earlier process; fences stay below 2^53 for two million
   *     starts
   */
  Fences(long epoch) {
    this.last = epoch << COUNTER_BITS;
  }

  long next() {
    return ++last;
  }
}
