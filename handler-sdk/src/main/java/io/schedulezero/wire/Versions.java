package io.schedulezero.wire;

/** A range of versions, both ends included. */
public record Versions(int min, int max) {
  public Versions {
    Checks.atLeast("min", min, 0);
    Checks.atLeast("max", max, min);
  }
}
