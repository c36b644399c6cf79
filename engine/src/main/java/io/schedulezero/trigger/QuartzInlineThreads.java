package io.schedulezero.trigger;

import org.quartz.spi.ThreadPool;

/**
 * Runs jobs on the scheduler's own thread. They only pass a fire on, which is cheaper than handing
 * them over, and in this way they keep the order of their times.
 */
final class QuartzInlineThreads implements ThreadPool {
  private final int batchSize;

  /**
   * Threads that are none.
   *
   * @param batchSize how many jobs the scheduler may fetch at once
   */
  QuartzInlineThreads(int batchSize) {
    this.batchSize = batchSize;
  }

  @Override
  public boolean runInThread(Runnable job) {
    job.run();
    return true;
  }

  @Override
  public int blockForAvailableThreads() {
    return batchSize;
  }

  @Override
  public int getPoolSize() {
    return batchSize;
  }

  @Override
  public void initialize() {}

  @Override
  public void shutdown(boolean waitForJobsToComplete) {}

  @Override
  public void setInstanceId(String id) {}

  @Override
  public void setInstanceName(String name) {}
}
