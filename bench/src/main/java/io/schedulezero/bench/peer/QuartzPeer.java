package io.schedulezero.bench.peer;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobExecutionContext;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.quartz.impl.StdSchedulerFactory;

/**
 * Quartz. One Quartz job per job, since its RAM store searches all triggers of a job one by one.
 */
public final class QuartzPeer implements Peer {
  private static final String ARG = "arg";

  private final Scheduler scheduler;
  private final AtomicLong ids = new AtomicLong();
  private final String prefix = Long.toString(System.nanoTime(), Character.MAX_RADIX) + "-";

  private QuartzPeer(Properties properties) throws SchedulerException {
    scheduler = new StdSchedulerFactory(properties).getScheduler();
    scheduler.start();
  }

  /** In memory, as it comes. */
  public static Peer ram(int workers) throws SchedulerException {
    return new QuartzPeer(common(workers));
  }

  /** In memory; takes several due triggers at once. */
  public static Peer tunedRam(int workers) throws SchedulerException {
    Properties properties = common(workers);
    batched(properties);
    return new QuartzPeer(properties);
  }

  /** Its JDBC store on an H2 file with H2's default durability; takes several triggers at once. */
  public static Peer h2(int workers, Path data) throws SchedulerException, SQLException {
    String url = "jdbc:h2:file:" + data.resolve("quartz").toAbsolutePath() + ";MODE=LEGACY";
    createTables(url);
    Properties properties = common(workers);
    batched(properties);
    String store = "org.quartz.jobStore.";
    properties.setProperty(store + "class", "org.quartz.impl.jdbcjobstore.JobStoreTX");
    properties.setProperty(
        store + "driverDelegateClass", "org.quartz.impl.jdbcjobstore.StdJDBCDelegate");
    properties.setProperty(store + "dataSource", "h2");
    properties.setProperty(store + "acquireTriggersWithinLock", "true");
    String source = "org.quartz.dataSource.h2.";
    properties.setProperty(source + "provider", "hikaricp");
    properties.setProperty(source + "driver", "org.h2.Driver");
    properties.setProperty(source + "URL", url);
    properties.setProperty(source + "user", "sa");
    properties.setProperty(source + "password", "");
    properties.setProperty(source + "maxConnections", Integer.toString(workers + 3));
    return new QuartzPeer(properties);
  }

  private static Properties common(int workers) {
    Properties properties = new Properties();
    properties.setProperty("org.quartz.scheduler.instanceName", "bench");
    properties.setProperty("org.quartz.threadPool.class", "org.quartz.simpl.SimpleThreadPool");
    properties.setProperty("org.quartz.threadPool.threadCount", Integer.toString(workers));
    properties.setProperty("org.quartz.jobStore.class", "org.quartz.simpl.RAMJobStore");
    return properties;
  }

  private static void batched(Properties properties) {
    properties.setProperty("org.quartz.scheduler.batchTriggerAcquisitionMaxCount", "16");
  }

  private static void createTables(String url) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url, "sa", "");
        Statement statement = connection.createStatement()) {
      try (ResultSet found =
          connection.getMetaData().getTables(null, null, "QRTZ_TRIGGERS", null)) {
        if (found.next()) {
          return;
        }
      }
      statement.execute("RUNSCRIPT FROM 'classpath:org/quartz/impl/jdbcjobstore/tables_h2.sql'");
    }
  }

  @Override
  public void submit(String arg) throws SchedulerException {
    scheduler.scheduleJob(once(arg), TriggerBuilder.newTrigger().startNow().build());
  }

  @Override
  public void submitAll(List<String> args) throws SchedulerException {
    Map<JobDetail, Set<? extends Trigger>> jobs = new HashMap<>();
    for (String arg : args) {
      jobs.put(once(arg), Set.of(TriggerBuilder.newTrigger().startNow().build()));
    }
    scheduler.scheduleJobs(jobs, false);
  }

  @Override
  public void submitAt(Instant due, String arg) throws SchedulerException {
    scheduler.scheduleJob(once(arg), TriggerBuilder.newTrigger().startAt(Date.from(due)).build());
  }

  @Override
  public void schedule(Repetition repetition) throws SchedulerException {
    scheduler.scheduleJob(repeated(repetition), trigger(repetition));
  }

  @Override
  public void scheduleAll(List<Repetition> repetitions) throws SchedulerException {
    Map<JobDetail, Set<? extends Trigger>> jobs = new HashMap<>();
    for (Repetition repetition : repetitions) {
      jobs.put(repeated(repetition), Set.of(trigger(repetition)));
    }
    scheduler.scheduleJobs(jobs, false);
  }

  @Override
  public void unschedule(String id) throws SchedulerException {
    scheduler.deleteJob(JobKey.jobKey(id));
  }

  @Override
  public void unscheduleAll(List<String> ids) throws SchedulerException {
    scheduler.deleteJobs(ids.stream().map(JobKey::jobKey).toList());
  }

  @Override
  public void close() {
    try {
      scheduler.shutdown(false);
    } catch (SchedulerException e) {
      throw new IllegalStateException("Quartz does not stop", e);
    }
  }

  private JobDetail once(String arg) {
    return JobBuilder.newJob(Once.class)
        .withIdentity(prefix + ids.incrementAndGet())
        .usingJobData(ARG, arg)
        .build();
  }

  private static JobDetail repeated(Repetition repetition) {
    return JobBuilder.newJob(Repeated.class).withIdentity(repetition.id()).build();
  }

  private static Trigger trigger(Repetition repetition) {
    return TriggerBuilder.newTrigger()
        .withIdentity(repetition.id())
        .startAt(Date.from(repetition.first()))
        .withSchedule(
            SimpleScheduleBuilder.simpleSchedule()
                .withIntervalInMilliseconds(repetition.every().toMillis())
                .repeatForever())
        .build();
  }

  /** Created by Quartz for each execution. */
  public static final class Once implements Job {
    @Override
    public void execute(JobExecutionContext context) {
      Tally.ran(context.getJobDetail().getJobDataMap().getString(ARG));
    }
  }

  /** Created by Quartz for each execution. */
  public static final class Repeated implements Job {
    @Override
    public void execute(JobExecutionContext context) {
      Tally.fired(context.getScheduledFireTime().toInstant());
    }
  }
}
