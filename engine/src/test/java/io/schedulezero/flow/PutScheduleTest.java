package io.schedulezero.flow;

import static io.schedulezero.flow.TestEngine.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schedulezero.flow.ScheduleChanges.Prepared;
import io.schedulezero.handler.Handler;
import io.schedulezero.run.RunSpec;
import io.schedulezero.run.ScheduleId;
import io.schedulezero.schedule.Policies;
import io.schedulezero.schedule.Schedule;
import io.schedulezero.schedule.Trigger;
import io.schedulezero.store.Storage;
import io.schedulezero.store.StorageOptions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class PutScheduleTest {
  private static final ScheduleId ID = new ScheduleId("report");

  private final Storage storage = Storage.memory(StorageOptions.with(Thread::new));
  private final FaultyJournal journal = new FaultyJournal(storage.journal());
  private final TestEngine engine = new TestEngine(storage, journal, new Work());

  static final class Work {
    @Handler
    void quick() {}
  }

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void while_another_is_making_it_the_schedule_is_changed_afterwards() {
    CompletableFuture<Void> made = engine.flow.changes().create(List.of(every(1, 1)));
    CompletableFuture<Flow.Known> put = put(2);

    done(made);
    assertThat(done(put).schedule().version()).isEqualTo(2);
    assertThat(now()).get().extracting(Schedule::trigger).isEqualTo(trigger(2));
  }

  @Test
  void when_another_fails_to_make_it_the_schedule_is_made() {
    journal.holdNext();
    CompletableFuture<Void> made = engine.flow.changes().create(List.of(every(1, 1)));
    CompletableFuture<Flow.Known> put = put(2);
    done(engine.flow.load());
    assertThat(put).isNotDone();

    journal.failTheHeld();
    assertThat(done(put).schedule().version()).isEqualTo(1);
    assertThat(made).isCompletedExceptionally();
    assertThat(now()).get().extracting(Schedule::trigger).isEqualTo(trigger(2));
  }

  @Test
  void while_it_is_being_deleted_the_schedule_is_made_afterwards() {
    done(put(1));
    CompletableFuture<Void> deleted = engine.flow.changes().delete(ID, null);
    CompletableFuture<Flow.Known> second = put(2);
    CompletableFuture<Flow.Known> third = put(3);

    done(deleted);
    assertThat(done(second).schedule().version()).isEqualTo(1);
    assertThat(done(second).schedule().trigger()).isEqualTo(trigger(2));
    assertThat(done(third).schedule().version()).isEqualTo(2);
  }

  @Test
  void what_is_deleted_right_after_it_was_put_is_known_to_whoever_put_it() {
    CompletableFuture<Flow.Known> put = put(1);
    CompletableFuture<Flow.Known> again = put(2);
    done(again.thenCompose(known -> engine.flow.changes().delete(ID, null)));

    assertThat(done(put).schedule().trigger()).isEqualTo(trigger(1));
    assertThat(done(again).schedule().trigger()).isEqualTo(trigger(2));
    assertThat(now()).isEmpty();
  }

  @Test
  void what_cannot_be_prepared_is_refused_and_others_go_on() {
    CompletableFuture<Flow.Known> put =
        engine
            .flow
            .changes()
            .put(
                ID,
                current -> {
                  throw new IllegalArgumentException("no");
                });

    assertThatThrownBy(() -> done(put)).hasRootCauseMessage("no");
    assertThat(done(put(1)).schedule().version()).isEqualTo(1);
    assertThat(engine.flow.health()).isEqualTo("ok");
  }

  private CompletableFuture<Flow.Known> put(int minutes) {
    return engine
        .flow
        .changes()
        .put(ID, current -> every(minutes, current.map(old -> old.version() + 1).orElse(1L)));
  }

  private Optional<Schedule> now() {
    return engine.flow.schedule(ID).map(Flow.Known::schedule);
  }

  private static Prepared every(int minutes, long version) {
    return Prepared.of(
        new Schedule(
            ID,
            RunSpec.of("quick", "{}"),
            trigger(minutes),
            Policies.DEFAULT,
            null,
            TestEngine.START,
            TestEngine.START,
            version));
  }

  private static Trigger trigger(int minutes) {
    return new Trigger.Interval(Duration.ofMinutes(minutes), null, Trigger.Anchor.START);
  }
}
