package io.schedulezero.bench.peer;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jobrunr.configuration.JobRunr;
import org.jobrunr.configuration.JobRunrConfiguration.JobRunrConfigurationResult;
import org.jobrunr.jobs.Job;
import org.jobrunr.jobs.filters.JobServerFilter;
import org.jobrunr.jobs.lambdas.JobRequest;
import org.jobrunr.jobs.lambdas.JobRequestHandler;
import org.jobrunr.jobs.states.ScheduledState;
import org.jobrunr.scheduling.JobRequestScheduler;
import org.jobrunr.server.BackgroundJobServer;
import org.jobrunr.server.BackgroundJobServerConfiguration;
import org.jobrunr.storage.InMemoryStorageProvider;
import org.jobrunr.utils.mapper.jackson3.Jackson3JsonMapper;

/**
 * JobRunr on its memory store, with the shortest poll interval that it allows there (its default is
 * 15 s). Job requests are used, which cost less than its lambdas.
 */
public final class JobRunrPeer implements Peer {
  private static final Duration SHORTEST_POLL = Duration.ofMillis(200);

  private final JobRequestScheduler scheduler;
  private final BackgroundJobServer server;

  public JobRunrPeer(int workers) {
    JobRunrConfigurationResult result =
        JobRunr.configure()
            .useJsonMapper(new Jackson3JsonMapper())
            .useStorageProvider(new InMemoryStorageProvider())
            .withJobFilter(new FireTimes())
            .useBackgroundJobServer(
                BackgroundJobServerConfiguration.usingStandardBackgroundJobServerConfiguration()
                    .andPollInterval(SHORTEST_POLL)
                    .andWorkerCount(workers))
            .initialize();
    scheduler = result.getJobRequestScheduler();
    server = result.getBackgroundJobServer();
  }

  @Override
  public void submit(String arg) {
    scheduler.enqueue(new Once(arg));
  }

  @Override
  public void submitAll(List<String> args) {
    scheduler.enqueue(args.stream().map(Once::new));
  }

  @Override
  public void submitAt(Instant due, String arg) {
    scheduler.schedule(due, new Once(arg));
  }

  @Override
  public void schedule(Repetition repetition) {
    scheduler.scheduleRecurrently(repetition.id(), repetition.every(), new Repeated());
  }

  @Override
  public void scheduleAll(List<Repetition> repetitions) {
    repetitions.forEach(this::schedule);
  }

  @Override
  public void unschedule(String id) {
    scheduler.deleteRecurringJob(id);
  }

  @Override
  public void unscheduleAll(List<String> ids) {
    ids.forEach(this::unschedule);
  }

  @Override
  public void close() {
    server.stop();
  }

  /** A one-off job. */
  public record Once(String arg) implements JobRequest {
    @Override
    public Class<OnceHandler> getJobRequestHandler() {
      return OnceHandler.class;
    }
  }

  /** A fire; what it does happens in {@link FireTimes}, which alone is told its nominal time. */
  public record Repeated() implements JobRequest {
    @Override
    public Class<RepeatedHandler> getJobRequestHandler() {
      return RepeatedHandler.class;
    }
  }

  /** Created by JobRunr. */
  public static final class OnceHandler implements JobRequestHandler<Once> {
    @Override
    public void run(Once request) {
      Tally.ran(request.arg());
    }
  }

  /** Created by JobRunr. */
  public static final class RepeatedHandler implements JobRequestHandler<Repeated> {
    @Override
    public void run(Repeated request) {}
  }

  private static final class FireTimes implements JobServerFilter {
    @Override
    public void onProcessing(Job job) {
      if (job.getRecurringJobId().isPresent()) {
        job.getJobStates().stream()
            .filter(ScheduledState.class::isInstance)
            .map(ScheduledState.class::cast)
            .findFirst()
            .ifPresent(state -> Tally.fired(state.getScheduledAt()));
      }
    }
  }
}
