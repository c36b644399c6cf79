package io.schedulezero.bench;

/**
 * How much of everything is measured.
 *
 * @param rounds fresh JVMs for each workload and contestant; their median counts
 */
record Scale(
    int rounds,
    int jobs,
    int latenessSeconds,
    int schedules,
    int manySchedules,
    int steadySeconds,
    int idleSeconds) {
  /** Threads that execute jobs, and threads that submit where several do. */
  static final int WORKERS = 16;

  static final Scale FULL = new Scale(3, 20_000, 20, 10_000, 100_000, 30, 30);
  static final Scale QUICK = new Scale(1, 10_000, 5, 5_000, 100_000, 8, 10);

  Scale withRounds(int other) {
    return new Scale(
        other, jobs, latenessSeconds, schedules, manySchedules, steadySeconds, idleSeconds);
  }

  Scale withJobs(int other) {
    return new Scale(
        rounds, other, latenessSeconds, schedules, manySchedules, steadySeconds, idleSeconds);
  }
}
