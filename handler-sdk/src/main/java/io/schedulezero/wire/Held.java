package io.schedulezero.wire;

/** An attempt that a worker holds: {@code [run, fence]} in JSON. */
public record Held(String run, long fence) {
  public Held {
    Checks.run(run);
    Checks.fence(fence);
  }
}
