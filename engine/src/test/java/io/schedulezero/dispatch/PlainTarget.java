package io.schedulezero.dispatch;

import io.schedulezero.run.RunId;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A target that says what the test wants, and takes attempts without executing them. */
final class PlainTarget implements Target {
  final Map<String, String> versions = new HashMap<>();
  final Map<String, String> labels = new HashMap<>();
  private final String name;
  int slots = 10;
  int room = 10;
  boolean degraded;
  double mean = -1;
  @Nullable String away;

  PlainTarget(String name, String... handlers) {
    this.name = name;
    for (String handler : handlers) {
      versions.put(handler, "1.0.0");
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean isRemote() {
    return !name.equals(LOCAL);
  }

  @Override
  public boolean hosts(String handler) {
    return versions.containsKey(handler);
  }

  @Override
  public Map<String, String> labels() {
    return labels;
  }

  @Override
  public @Nullable String version(String handler) {
    return versions.get(handler);
  }

  @Override
  public @Nullable String away() {
    return away;
  }

  @Override
  public boolean isDegraded() {
    return degraded;
  }

  @Override
  public double meanMillis(String handler) {
    return mean;
  }

  @Override
  public int slots() {
    return slots;
  }

  @Override
  public int room() {
    return away == null ? room : 0;
  }

  @Override
  public void start(Assignment attempt, AttemptReports reports, CompletionStage<?> mayBegin) {
    room--;
  }

  @Override
  public void cancel(RunId run, String reason) {
    room++;
  }

  @Override
  public String toString() {
    return name;
  }
}
