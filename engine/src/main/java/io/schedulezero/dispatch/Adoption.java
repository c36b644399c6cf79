package io.schedulezero.dispatch;

import org.jspecify.annotations.Nullable;

/** Targets that outlive this process may still execute what an earlier process gave them. */
@FunctionalInterface
public interface Adoption {
  /** Of a process that has no such targets. */
  Adoption NONE = (attempt, target, reports) -> null;

  /**
   * Takes up an attempt of an earlier process. Called before the flow begins, on the thread that
   * starts it.
   *
   * @param target the name of the target that has it
   * @param reports told what becomes of the attempt, also if its target never comes back
   * @return the target, or null if nobody can have it any more
   */
  @Nullable Target adopt(Assignment attempt, String target, AttemptReports reports);
}
