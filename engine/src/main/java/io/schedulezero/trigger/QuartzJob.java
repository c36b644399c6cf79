package io.schedulezero.trigger;

import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobDataMap;
import org.quartz.JobDetail;
import org.quartz.JobKey;

/**
 * One job per schedule, because the job store searches all triggers of a job whenever it touches
 * one. Immutable, so that its clones are itself.
 */
record QuartzJob(JobKey key) implements JobDetail {
  private static final JobDataMap NO_DATA = new JobDataMap();

  @Override
  public JobKey getKey() {
    return key;
  }

  @Override
  public String getDescription() {
    return "";
  }

  @Override
  public Class<? extends Job> getJobClass() {
    return Job.class;
  }

  @Override
  public JobDataMap getJobDataMap() {
    return NO_DATA;
  }

  @Override
  public boolean isDurable() {
    return false;
  }

  @Override
  public boolean isPersistJobDataAfterExecution() {
    return false;
  }

  @Override
  public boolean isConcurrentExecutionDisallowed() {
    return false;
  }

  @Override
  public boolean requestsRecovery() {
    return false;
  }

  @Override
  public JobBuilder getJobBuilder() {
    throw new UnsupportedOperationException("The job of " + key + " is not rebuilt");
  }

  @Override
  public Object clone() {
    return this;
  }
}
