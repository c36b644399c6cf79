package io.schedulezero.bench.peer;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.SchedulableInstance;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.PlainScheduleAndData;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTaskWithPersistentSchedule;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * db-scheduler, tuned: polls often, fetches many, and executes at once what its own process
 * submits. Its persistent schedules know a fixed delay and cron, so a repetition drifts by its
 * duration.
 */
public final class DbSchedulerPeer implements Peer {
  private static final Duration POLL = Duration.ofMillis(10);
  private static final double REFILL_BELOW = 4;
  private static final double FILL_UP_TO = 40;
  private static final String TABLE =
      """
      create table if not exists scheduled_tasks (
        task_name varchar(100) not null,
        task_instance varchar(100) not null,
        task_data %s,
        execution_time timestamp with time zone not null,
        picked boolean not null,
        picked_by varchar(50),
        last_success timestamp with time zone,
        last_failure timestamp with time zone,
        consecutive_failures int,
        last_heartbeat timestamp with time zone,
        version bigint not null,
        priority smallint,
        primary key (task_name, task_instance))""";

  private final OneTimeTask<String> once;
  private final RecurringTaskWithPersistentSchedule<PlainScheduleAndData> repeated;
  private final HikariDataSource dataSource;
  private final Scheduler scheduler;
  private final AtomicLong ids = new AtomicLong();
  private final String prefix = Long.toString(System.nanoTime(), Character.MAX_RADIX) + "-";

  private DbSchedulerPeer(int workers, HikariDataSource dataSource, boolean lockAndFetch) {
    this.dataSource = dataSource;
    once =
        Tasks.oneTime("once", String.class)
            .execute((instance, context) -> Tally.ran(instance.getData()));
    repeated =
        Tasks.recurringWithPersistentSchedule("repeated", PlainScheduleAndData.class)
            .execute((instance, context) -> Tally.fired(context.getExecution().executionTime));
    var builder =
        Scheduler.create(dataSource, once, repeated)
            .threads(workers)
            .pollingInterval(POLL)
            .shutdownMaxWait(Duration.ofSeconds(1))
            .enableImmediateExecution();
    scheduler =
        (lockAndFetch
                ? builder.pollUsingLockAndFetch(REFILL_BELOW, FILL_UP_TO)
                : builder.pollUsingFetch(REFILL_BELOW, FILL_UP_TO))
            .build();
    scheduler.start();
  }

  /** On an H2 file with H2's default durability. */
  public static Peer h2(int workers, Path data) throws SQLException {
    String url = "jdbc:h2:file:" + data.resolve("tasks").toAbsolutePath();
    HikariDataSource dataSource = pool(url, workers);
    execute(dataSource, TABLE.formatted("blob"));
    createIndex(dataSource);
    return new DbSchedulerPeer(workers, dataSource, false);
  }

  /**
   * On a PostgreSQL server; its table is emptied first, unless it holds what an earlier JVM left.
   */
  public static Peer postgresql(int workers, String url, Path data) throws SQLException {
    HikariDataSource dataSource = pool(url, workers);
    execute(dataSource, TABLE.formatted("bytea"));
    createIndex(dataSource);
    if (data.resolve("begun").toFile().mkdirs()) {
      execute(dataSource, "truncate scheduled_tasks");
    }
    return new DbSchedulerPeer(workers, dataSource, true);
  }

  private static HikariDataSource pool(String url, int workers) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setMaximumPoolSize(workers + 4);
    return new HikariDataSource(config);
  }

  private static void createIndex(HikariDataSource dataSource) throws SQLException {
    execute(
        dataSource,
        "create index if not exists execution_time_idx on scheduled_tasks (execution_time)");
  }

  private static void execute(HikariDataSource dataSource, String sql) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void submit(String arg) {
    submitAt(Instant.now(), arg);
  }

  @Override
  public void submitAll(List<String> args) {
    List<TaskInstance<?>> instances = new ArrayList<>();
    args.forEach(arg -> instances.add(instance(arg)));
    scheduler.scheduleBatch(instances, Instant.now());
  }

  @Override
  public void submitAt(Instant due, String arg) {
    scheduler.scheduleIfNotExists(instance(arg), due);
  }

  @Override
  public void schedule(Repetition repetition) {
    scheduler.scheduleIfNotExists(schedulable(repetition));
  }

  @Override
  public void scheduleAll(List<Repetition> repetitions) {
    List<SchedulableInstance<?>> instances = new ArrayList<>();
    repetitions.forEach(repetition -> instances.add(schedulable(repetition)));
    scheduler.scheduleBatch(instances);
  }

  @Override
  public void unschedule(String id) {
    scheduler.cancel(TaskInstanceId.of(repeated.getName(), id));
  }

  @Override
  public void unscheduleAll(List<String> ids) {
    ids.forEach(this::unschedule);
  }

  @Override
  public boolean settled() throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement();
        ResultSet left =
            statement.executeQuery(
                "select 1 from scheduled_tasks where task_name = 'once' limit 1")) {
      return !left.next();
    }
  }

  @Override
  public void close() {
    scheduler.stop();
    dataSource.close();
  }

  private TaskInstance<String> instance(String arg) {
    return once.instance(prefix + ids.incrementAndGet(), arg);
  }

  private SchedulableInstance<PlainScheduleAndData> schedulable(Repetition repetition) {
    PlainScheduleAndData data = new PlainScheduleAndData(FixedDelay.of(repetition.every()));
    return SchedulableInstance.of(repeated.instance(repetition.id(), data), repetition.first());
  }
}
