package io.schedulezero.bench.peer;

import io.schedulezero.Builder;
import io.schedulezero.RunRequest;
import io.schedulezero.ScheduleDraft;
import io.schedulezero.ScheduleZero;
import io.schedulezero.handler.Handler;
import io.schedulezero.handler.RunContext;
import io.schedulezero.run.RunFilter;
import io.schedulezero.run.RunState;
import io.schedulezero.run.ScheduleId;
import io.schedulezero.schedule.Trigger;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** ScheduleZero, embedded, with its defaults. */
public final class ScheduleZeroPeer implements Peer {
  private static final Set<RunState> UNDER_WAY = EnumSet.of(RunState.QUEUED, RunState.RUNNING);

  private final ScheduleZero sz;

  private ScheduleZeroPeer(Builder builder, int workers) {
    sz = builder.handlers(new Handlers()).slots(workers).start();
  }

  public static Peer memory(int workers) {
    return new ScheduleZeroPeer(ScheduleZero.builder().inMemory(), workers);
  }

  /** In a file that is synced at every commit. */
  public static Peer sqlite(int workers, Path data) {
    return new ScheduleZeroPeer(ScheduleZero.builder().sqlite(data.resolve("sz.db")), workers);
  }

  @Override
  public void submit(String arg) {
    sz.runs().submit(request(arg));
  }

  @Override
  public void submitAll(List<String> args) {
    sz.runs().submitAll(args.stream().map(ScheduleZeroPeer::request).toList());
  }

  @Override
  public void submitAt(Instant due, String arg) {
    sz.runs().submit(request(arg).at(due));
  }

  @Override
  public void schedule(Repetition repetition) {
    sz.schedules().create(draft(repetition));
  }

  @Override
  public void scheduleAll(List<Repetition> repetitions) {
    sz.schedules().createAll(repetitions.stream().map(ScheduleZeroPeer::draft).toList());
  }

  @Override
  public void unschedule(String id) {
    sz.schedules().delete(new ScheduleId(id), null);
  }

  @Override
  public void unscheduleAll(List<String> ids) {
    sz.schedules().deleteAll(ids.stream().map(ScheduleId::new).toList());
  }

  @Override
  public boolean settled() {
    return sz.runs().list(RunFilter.ALL.withStates(UNDER_WAY), null, 1).items().isEmpty();
  }

  @Override
  public void close() {
    sz.close();
  }

  private static RunRequest request(String arg) {
    return RunRequest.of("ran", "{\"arg\":\"" + arg + "\"}");
  }

  private static ScheduleDraft draft(Repetition repetition) {
    return ScheduleDraft.of(
        repetition.id(),
        "fired",
        "{}",
        new Trigger.Interval(repetition.every(), repetition.first(), Trigger.Anchor.START));
  }

  static final class Handlers {
    @Handler
    void ran(String arg) {
      Tally.ran(arg);
    }

    @Handler
    void fired(RunContext run) {
      Tally.fired(run.fireTime());
    }
  }
}
