package io.schedulezero.dispatch.remote;

/** How many attempts ended well and how many did not. */
public record Counts(long succeeded, long failed) {
  static final Counts NONE = new Counts(0, 0);

  public long total() {
    return succeeded + failed;
  }

  /** Of those that failed, 0 to 1; 0 if there were none. */
  public double failureRate() {
    return total() == 0 ? 0 : failed / (double) total();
  }

  Counts plus(Counts other) {
    return new Counts(succeeded + other.succeeded, failed + other.failed);
  }
}
