package io.schedulezero.dispatch;

import io.schedulezero.run.RunId;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Where attempts execute. Called on the flow's thread only; returns at once. */
public interface Target {
  /** Name of the target inside this process, which no worker may have. */
  String LOCAL = "local";

  /** {@link #LOCAL}, or the worker's name. */
  String name();

  /** Whether it can execute this handler at all. */
  boolean hosts(String handler);

  /** How many attempts it executes at the same time; 0 if it is not known. */
  int slots();

  /** How many more attempts it takes now. */
  int room();

  /** How busy it is, 0 to 1: attempts under way by slots. */
  default double load() {
    return 1 - room() / (double) Math.max(1, slots());
  }

  /** Whether it does worse than others, which therefore go first. */
  default boolean isDegraded() {
    return false;
  }

  /** How long an attempt of this handler takes on it; negative if that is not known. */
  default double meanMillis(String handler) {
    return -1;
  }

  /** What runs may choose it by. */
  default Map<String, String> labels() {
    return Map.of();
  }

  /** Which version of this handler it hosts; null if that is not known. */
  default @Nullable String version(String handler) {
    return null;
  }

  /**
   * Why it is given nothing new, whatever room it has, in words that follow its name; null if it is
   * there. Runs that would wait for it go elsewhere meanwhile.
   */
  default @Nullable String away() {
    return null;
  }

  /**
   * Whether it lives apart from this process: its attempts may begin only when their start is
   * committed, and go on when this process ends.
   */
  default boolean isRemote() {
    return false;
  }

  /**
   * Takes an attempt, and begins it once {@code mayBegin} is complete. Whatever becomes of it is
   * told to {@code reports}. Called only while there is {@link #room}.
   */
  void start(Assignment assignment, AttemptReports reports, CompletionStage<?> mayBegin);

  /** Stops an attempt if it is under way; its end is reported as usual. */
  void cancel(RunId run, String reason);
}
